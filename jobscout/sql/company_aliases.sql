-- Company aliases: by which names, boards and domains a company is known, and which companies are
-- one. Rows are locked in the order of a reading: sources, companies, jobs.

-- name: known(kinds, keys)
SELECT a.kind, a.key, a.company_id
FROM unnest(:kinds::text[], :keys::text[]) AS n(kind, key)
JOIN company_aliases a ON a.kind = n.kind AND a.key = n.key;

-- name: adopt(slugs, keys, spellings, stems)!
-- Companies that were made by a process that knows no aliases are known by their slugs.
INSERT INTO company_aliases (company_id, kind, key, spelling, stem)
SELECT DISTINCT ON (n.key) coalesce(c.merged_into, c.id), 'name', n.key, n.spelling, n.stem
FROM unnest(:slugs::text[], :keys::text[], :spellings::text[], :stems::text[])
    AS n(slug, key, spelling, stem)
JOIN companies c ON c.slug = n.slug AND NOT c.keyed
ORDER BY n.key, c.id
ON CONFLICT (kind, key) DO NOTHING;

-- name: add_companies(slugs, names)!
-- In the order of their slugs, as every reading adds them.
INSERT INTO companies (slug, name, keyed)
SELECT slug, name, true FROM unnest(:slugs::text[], :names::text[]) AS n(slug, name)
ORDER BY slug
ON CONFLICT (slug) DO NOTHING;

-- name: add_names(slugs, keys, spellings, stems)!
-- A statement of its own: one that adds companies does not see those added meanwhile.
INSERT INTO company_aliases (company_id, kind, key, spelling, stem)
SELECT coalesce(c.merged_into, c.id), 'name', n.key, n.spelling, n.stem
FROM unnest(:slugs::text[], :keys::text[], :spellings::text[], :stems::text[])
    AS n(slug, key, spelling, stem)
JOIN companies c ON c.slug = n.slug
ORDER BY n.key, c.id
ON CONFLICT (kind, key) DO NOTHING;

-- name: put(company_ids, kinds, keys, stems)
-- What is known of boards already stays. Those that are new.
INSERT INTO company_aliases (company_id, kind, key, spelling, stem)
SELECT DISTINCT ON (n.kind, n.key) coalesce(c.merged_into, c.id), n.kind, n.key, n.key, n.stem
FROM unnest(:company_ids::bigint[], :kinds::text[], :keys::text[], :stems::text[])
    AS n(company_id, kind, key, stem)
JOIN companies c ON c.id = n.company_id
ORDER BY n.kind, n.key, n.company_id
ON CONFLICT (kind, key) DO NOTHING
RETURNING kind, key;

-- name: lock(ids)
-- Two boards of one company must not each make a job of the same opening at the same time.
-- Whoever waits here sees what a merge made of the company.
SELECT id, slug, name, merged_into FROM companies
WHERE id = ANY(:ids::bigint[]) ORDER BY id FOR NO KEY UPDATE;

-- name: by_slug(slug)$
SELECT coalesce(merged_into, id) FROM companies WHERE slug = :slug;

-- name: unkeyed(most)
SELECT id, slug, name FROM companies WHERE NOT keyed ORDER BY id LIMIT :most;

-- name: keyed(ids)!
UPDATE companies SET keyed = true WHERE id = ANY(:ids::bigint[]);

-- name: merged_with_rows(most)
-- Merged companies to which a process that knows no merges has added since.
SELECT c.id, c.merged_into FROM companies c
WHERE c.merged_into IS NOT NULL AND (
    EXISTS (SELECT FROM postings WHERE company_id = c.id)
    OR EXISTS (SELECT FROM jobs WHERE company_id = c.id)
    OR EXISTS (SELECT FROM sources WHERE company_id = c.id))
ORDER BY c.id LIMIT :most;

-- name: unrecorded_sources(most)
-- Boards of one company whose token and domain are not recorded as its own.
SELECT id, kind, board, url, company_id FROM sources
WHERE company_id IS NOT NULL AND aliases_of IS DISTINCT FROM company_id
ORDER BY id LIMIT :most;

-- name: recorded(source_ids, company_ids)!
UPDATE sources s SET aliases_of = n.company_id
FROM unnest(:source_ids::bigint[], :company_ids::bigint[]) AS n(source_id, company_id)
WHERE s.id = n.source_id AND s.company_id = n.company_id;

-- name: read_again_by(stems, patterns, unnamed)!
-- Postings of boards of many companies that a new key may name, see rules/company_keys.py: they
-- name no company, or say no more than what the key says.
UPDATE postings p SET rules = 0
FROM sources s
WHERE s.id = p.source_id AND s.company_id IS NULL AND p.rules > 0
  AND p.company_id IN (
      SELECT id FROM companies WHERE slug = :unnamed
      UNION SELECT company_id FROM company_aliases
      WHERE kind = 'name' AND stem = ANY(:stems::text[]))
  AND (p.apply_url ILIKE ANY(:patterns::text[]) OR p.url ILIKE ANY(:patterns::text[])
       OR p.stated ->> 'company' ILIKE ANY(:patterns::text[]));

-- name: lock_sources(ids)
-- Blocks readings of these companies' own boards.
SELECT id, kind, board, url, company_id FROM sources
WHERE company_id = ANY(:ids::bigint[]) ORDER BY id FOR NO KEY UPDATE;

-- name: move_aliases(company_id, into_id)!
UPDATE company_aliases SET company_id = :into_id WHERE company_id = :company_id;

-- name: mark_merged(company_id, into_id)!
UPDATE companies SET merged_into = :into_id, keyed = true
WHERE id = :company_id OR merged_into = :company_id;

-- name: move_sources(company_id, into_id)!
UPDATE sources SET company_id = :into_id, aliases_of = :into_id WHERE company_id = :company_id;

-- name: move_postings(company_id, into_id)!
-- They are compared with the other company's as they are read again.
UPDATE postings SET company_id = :into_id, rules = 0 WHERE company_id = :company_id;

-- name: move_jobs(company_id, into_id)!
UPDATE jobs SET company_id = :into_id WHERE company_id = :company_id;

-- name: move_openings(company_id, into_id)!
UPDATE openings SET company_id = :into_id WHERE company_id = :company_id;

-- name: adopt_website(company_id, into_id)!
UPDATE companies k
SET website = coalesce(k.website, g.website), logo_url = coalesce(k.logo_url, g.logo_url)
FROM companies g WHERE k.id = :into_id AND g.id = :company_id;

-- name: of_company(company_id, most)
SELECT id, kind, key, spelling FROM company_aliases
WHERE company_id = :company_id ORDER BY kind <> 'name', kind, id LIMIT :most;

-- name: lock_aliases(company_id)
SELECT id, kind, key, spelling FROM company_aliases
WHERE company_id = :company_id ORDER BY id FOR UPDATE;

-- name: settle(ids, company_id)!
UPDATE company_aliases SET company_id = :company_id, is_settled = true
WHERE id = ANY(:ids::bigint[]);

-- name: merged_companies(company_id)
SELECT id, name FROM companies WHERE merged_into = :company_id ORDER BY id FOR NO KEY UPDATE;

-- name: revive(ids, company_id)!
-- The first of them stands for itself again, the others for the first.
UPDATE companies SET merged_into = nullif(:company_id, id) WHERE id = ANY(:ids::bigint[]);

-- name: add_company(slug, other_slug, name)$
INSERT INTO companies (slug, name, keyed)
SELECT CASE WHEN EXISTS (SELECT FROM companies WHERE slug = :slug) THEN :other_slug ELSE :slug END,
    :name, true
RETURNING id;

-- name: part_sources(source_ids, company_id)!
UPDATE sources SET company_id = :company_id, aliases_of = :company_id
WHERE id = ANY(:source_ids::bigint[]);

-- name: read_again(company_id)!
UPDATE postings SET rules = 0 WHERE company_id = :company_id;

-- name: read_source_again(source_id)!
UPDATE postings SET rules = 0 WHERE source_id = :source_id;

-- name: move_board(key, company_id, into_id)!
UPDATE company_aliases SET company_id = :into_id
WHERE kind = 'board' AND key = :key AND company_id = :company_id;

-- name: candidates(after_a, after_b, most)
-- Pairs of companies, one of whose names, boards or domains is the same run together, unless an
-- operator split one of them off.
SELECT a.company_id AS a_id, b.company_id AS b_id,
    jsonb_agg(jsonb_build_array(a.kind, a.spelling, b.kind, b.spelling) ORDER BY a.id, b.id)
        ::text AS evidence
FROM company_aliases a
JOIN company_aliases b ON b.stem = a.stem AND b.company_id > a.company_id
WHERE NOT a.is_settled AND NOT b.is_settled AND a.stem <> ''
    AND (a.company_id, b.company_id) > (:after_a, :after_b)
GROUP BY a.company_id, b.company_id
ORDER BY a.company_id, b.company_id
LIMIT :most;

-- name: count_candidates(most)$
SELECT count(*) FROM (
    SELECT DISTINCT a.company_id, b.company_id
    FROM company_aliases a
    JOIN company_aliases b ON b.stem = a.stem AND b.company_id > a.company_id
    WHERE NOT a.is_settled AND NOT b.is_settled AND a.stem <> ''
    LIMIT :most) counted;

-- name: briefly(ids)
SELECT id, slug, name,
    (SELECT count(*) FROM (
        SELECT FROM jobs WHERE company_id = companies.id AND closed_at IS NULL LIMIT 10000
    ) AS counted) AS open_jobs
FROM companies WHERE id = ANY(:ids::bigint[]);

-- name: announce()!
SELECT pg_notify('jobscout', 'companies');
