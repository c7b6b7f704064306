-- Whether excluded words hold for texts too, and the companies that a search leaves out.
ALTER TABLE searches
    ADD COLUMN excluded_in_text boolean NOT NULL DEFAULT false,
    ADD COLUMN excluded_companies text[] NOT NULL DEFAULT '{}';
