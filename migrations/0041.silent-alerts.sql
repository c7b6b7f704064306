-- An alert with no moment at which to tell of it is shown, and never sent.

-- depends: 0037.jobs_found

ALTER TABLE alerts ALTER COLUMN bundle_at DROP NOT NULL;
