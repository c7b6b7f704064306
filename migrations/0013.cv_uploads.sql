-- Files of CVs that are being stored: named before they are, so that none is lost.
-- depends: 0012.feeds

-- Its place is taken by the row of the CV, in one transaction. What is still here an hour later
-- was broken off by an outage or a kill, and its file is removed. No foreign key: the row of a
-- file must not go before the file does.
CREATE TABLE cv_uploads (
    storage_key text PRIMARY KEY,
    begun_at timestamptz NOT NULL DEFAULT now()
);
