-- How the board of a source wants to be named where its postings are shown; null if it does not ask.
ALTER TABLE sources ADD COLUMN attribution text;
UPDATE sources SET attribution = CASE kind
    WHEN 'arbeitnow' THEN 'Arbeitnow' WHEN 'himalayas' THEN 'Himalayas' WHEN 'remoteok' THEN 'Remote OK'
    WHEN 'remotive' THEN 'Remotive' WHEN 'themuse' THEN 'The Muse' END;
