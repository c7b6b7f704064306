UPDATE alerts SET bundle_at = created_at, bundled_at = coalesce(bundled_at, created_at)
WHERE bundle_at IS NULL;
ALTER TABLE alerts ALTER COLUMN bundle_at SET NOT NULL;
