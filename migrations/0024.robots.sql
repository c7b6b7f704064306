-- What robots.txt said of a source's address at its last reading: {allowed, line, crawl_delay_s}.
ALTER TABLE sources ADD COLUMN robots jsonb;
