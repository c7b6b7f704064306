-- An alert with no moment at which to tell of it is shown, and never sent.

-- depends: 0035.languages

ALTER TABLE alerts ALTER COLUMN bundle_at DROP NOT NULL;
