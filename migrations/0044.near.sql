-- Places around which a search wants jobs, each {"place": text, "km": number}.
-- depends: 0043.webpush

ALTER TABLE searches ADD COLUMN near jsonb NOT NULL DEFAULT '[]';
