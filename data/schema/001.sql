-- Version 1 of the archive. Stamps are UTC, ISO 8601 with Z. Codes are those of the codebook. Amounts are 分, whole numbers.
-- References name their column: Datasette 0.65 fails on those that leave it out.
-- Migrations are append-only: what stands here is never edited once released; views are in views.sql and made anew with every migration.

CREATE TABLE archive_meta (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Reference: what the codes mean. Filled from data/, replaced whole when the code that writes the archive changes.

CREATE TABLE codebook (
    "table" TEXT NOT NULL,
    "column" TEXT NOT NULL,
    zh TEXT NOT NULL,
    en TEXT NOT NULL,
    unit TEXT,
    source TEXT,
    PRIMARY KEY ("table", "column")
) STRICT, WITHOUT ROWID;

CREATE TABLE indicators (
    form TEXT NOT NULL,
    part TEXT NOT NULL,
    axis TEXT NOT NULL CHECK (axis IN ('row', 'column')),
    position INTEGER NOT NULL,
    code TEXT NOT NULL,
    zh TEXT NOT NULL,
    en TEXT NOT NULL,
    unit TEXT NOT NULL,
    basis TEXT NOT NULL,
    PRIMARY KEY (form, part, axis, code)
) STRICT, WITHOUT ROWID;

CREATE TABLE form_cells (
    form TEXT NOT NULL,
    part TEXT NOT NULL,
    position INTEGER NOT NULL,
    cell TEXT NOT NULL,
    measure TEXT NOT NULL,
    subject TEXT NOT NULL,
    PRIMARY KEY (form, part, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE form_identities (
    form TEXT NOT NULL,
    identity TEXT NOT NULL,
    scope TEXT NOT NULL,
    left_cells TEXT NOT NULL,
    right_cells TEXT NOT NULL,
    PRIMARY KEY (form, identity, scope)
) STRICT, WITHOUT ROWID;

CREATE TABLE deadlines (
    years_from INTEGER NOT NULL,
    years_to INTEGER,
    kind TEXT NOT NULL,
    month_day TEXT NOT NULL,
    basis TEXT NOT NULL,
    PRIMARY KEY (years_from, kind)
) STRICT, WITHOUT ROWID;

CREATE TABLE divisions (
    adcode TEXT NOT NULL CHECK (length(adcode) = 6),
    valid_from INTEGER NOT NULL,
    valid_to INTEGER,
    name TEXT NOT NULL,
    level TEXT NOT NULL CHECK (level IN ('province', 'prefecture', 'county')),
    parent TEXT,
    successor TEXT,
    PRIMARY KEY (adcode, valid_from)
) STRICT, WITHOUT ROWID;
CREATE INDEX divisions_name ON divisions (name);

CREATE TABLE organs (
    organ_id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    adcode TEXT NOT NULL CHECK (length(adcode) = 6),
    level TEXT NOT NULL CHECK (level IN ('central', 'province', 'prefecture', 'county', 'township')),
    kind TEXT NOT NULL CHECK (kind IN ('government', 'office', 'department', 'township', 'dispatched_office',
        'vertical', 'zone_committee', 'xpcc', 'institution')),
    government_id INTEGER REFERENCES organs (organ_id) DEFERRABLE INITIALLY DEFERRED,
    superior_id INTEGER REFERENCES organs (organ_id) DEFERRABLE INITIALLY DEFERRED,
    acts_for_organ_id INTEGER REFERENCES organs (organ_id) DEFERRABLE INITIALLY DEFERRED,
    covers_division INTEGER NOT NULL CHECK (covers_division IN (0, 1)),
    UNIQUE (adcode, name)
) STRICT;
CREATE INDEX organs_name ON organs (name);

CREATE TABLE organ_names (
    organ_id INTEGER NOT NULL REFERENCES organs (organ_id),
    name TEXT NOT NULL,
    valid_from INTEGER,
    valid_to INTEGER,
    UNIQUE (organ_id, name, valid_from)
) STRICT;
CREATE INDEX organ_names_name ON organ_names (name);

CREATE TABLE organ_succession (
    predecessor_id INTEGER NOT NULL REFERENCES organs (organ_id),
    successor_id INTEGER NOT NULL REFERENCES organs (organ_id),
    kind TEXT NOT NULL,
    year INTEGER,
    source TEXT,
    PRIMARY KEY (predecessor_id, successor_id)
) STRICT, WITHOUT ROWID;

-- Fetching: what was asked for, what was kept. Nothing here interprets a number.

CREATE TABLE crawls (
    crawl_id INTEGER PRIMARY KEY,
    started_at TEXT NOT NULL,
    finished_at TEXT,
    outcome TEXT CHECK (outcome IN ('complete', 'partial', 'unreachable', 'interrupted', 'import')),
    portals INTEGER NOT NULL DEFAULT 0,
    requests INTEGER NOT NULL DEFAULT 0,
    captures INTEGER NOT NULL DEFAULT 0,
    failures INTEGER NOT NULL DEFAULT 0,
    reports INTEGER NOT NULL DEFAULT 0,
    code TEXT NOT NULL
) STRICT;

CREATE TABLE portals (
    host TEXT PRIMARY KEY,
    organ_id INTEGER REFERENCES organs (organ_id),
    organ TEXT,
    column_url TEXT,
    system TEXT,
    adcode TEXT,
    level TEXT,
    note TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE portal_visits (
    crawl_id INTEGER NOT NULL REFERENCES crawls (crawl_id),
    host TEXT NOT NULL REFERENCES portals (host),
    outcome TEXT CHECK (outcome IN ('complete', 'partial', 'blocked', 'empty', 'unreachable')),
    reason TEXT,
    requests INTEGER NOT NULL DEFAULT 0,
    listed INTEGER NOT NULL DEFAULT 0,
    reports INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (crawl_id, host)
) STRICT, WITHOUT ROWID;

CREATE TABLE frontier (
    fingerprint TEXT PRIMARY KEY,
    host TEXT NOT NULL,
    portal TEXT NOT NULL REFERENCES portals (host),
    url TEXT NOT NULL,
    via TEXT,
    kind TEXT NOT NULL,
    depth INTEGER NOT NULL,
    priority INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('queued', 'in_flight', 'done', 'failed', 'refused', 'blocked', 'over_budget')),
    attempts INTEGER NOT NULL DEFAULT 0,
    due_at TEXT,
    crawl_id INTEGER NOT NULL REFERENCES crawls (crawl_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX frontier_next ON frontier (state, host, priority DESC, depth, fingerprint);

CREATE TABLE captures (
    capture_id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('response', 'revisit', 'not_modified', 'resource')),
    url TEXT NOT NULL,
    fetched_at TEXT NOT NULL,
    status INTEGER,
    content_type TEXT,
    sha256 TEXT CHECK (length(sha256) = 64),
    payload_capture_id INTEGER REFERENCES captures (capture_id),
    payload_digest TEXT,
    bytes INTEGER NOT NULL,
    truncated TEXT CHECK (truncated IN ('length', 'time', 'disconnect', 'unspecified')),
    etag TEXT,
    last_modified TEXT,
    warc_file TEXT NOT NULL,
    warc_offset INTEGER NOT NULL,
    warc_length INTEGER NOT NULL,
    via TEXT,
    portal TEXT,
    crawl_id INTEGER NOT NULL REFERENCES crawls (crawl_id),
    UNIQUE (warc_file, warc_offset)
) STRICT;
CREATE INDEX captures_url ON captures (url, fetched_at);
CREATE INDEX captures_sha256 ON captures (sha256);
CREATE INDEX captures_payload ON captures (payload_digest) WHERE kind IN ('response', 'resource');
CREATE TRIGGER captures_are_kept BEFORE DELETE ON captures
    BEGIN SELECT RAISE(ABORT, 'a capture is never deleted'); END;
CREATE TRIGGER captures_stay_as_made BEFORE UPDATE ON captures
    BEGIN SELECT RAISE(ABORT, 'a capture is never changed'); END;

CREATE TABLE fetch_failures (
    url TEXT NOT NULL,
    at TEXT NOT NULL,
    reason TEXT NOT NULL,
    portal TEXT,
    crawl_id INTEGER NOT NULL REFERENCES crawls (crawl_id)
) STRICT;
CREATE INDEX fetch_failures_crawl ON fetch_failures (crawl_id, portal);

-- What robots.txt said, for a day (RFC 9309, section 2.4).
CREATE TABLE robots (
    origin TEXT PRIMARY KEY,
    fetched_at TEXT NOT NULL,
    status INTEGER,
    verdict TEXT NOT NULL CHECK (verdict IN ('rules', 'allow_all', 'disallow_all', 'blocked')),
    body TEXT,
    crawl_delay REAL
) STRICT, WITHOUT ROWID;

-- Reading: every row below can be made again from the captures.

CREATE TABLE documents (
    sha256 TEXT PRIMARY KEY CHECK (length(sha256) = 64),
    media_type TEXT,
    bytes INTEGER NOT NULL,
    pages INTEGER,
    read_by TEXT NOT NULL,
    outcome TEXT NOT NULL CHECK (outcome IN ('report', 'unplaced', 'not_a_report', 'unsupported_type', 'needs_extra',
        'encrypted', 'corrupt', 'too_large', 'empty', 'timeout')),
    message TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE reports (
    report_id INTEGER PRIMARY KEY,
    organ_id INTEGER NOT NULL REFERENCES organs (organ_id),
    year INTEGER NOT NULL CHECK (year BETWEEN 2000 AND 2100),
    scope TEXT NOT NULL CHECK (scope IN ('own_organ', 'government_and_departments', 'territory', 'system', 'unknown')),
    scope_evidence TEXT,
    period_from TEXT,
    period_to TEXT,
    form TEXT NOT NULL,
    title TEXT,
    organ_printed TEXT,
    organ_source TEXT NOT NULL,
    published_on TEXT,
    published_source TEXT,
    first_seen TEXT NOT NULL,
    gone_since TEXT,
    url TEXT NOT NULL,
    sha256 TEXT NOT NULL REFERENCES documents (sha256),
    status TEXT NOT NULL CHECK (status IN ('suspect', 'inconsistent', 'partial', 'unproven', 'consistent')),
    status_disclosure TEXT,
    status_applications TEXT,
    status_disputes TEXT,
    doubts TEXT,
    checks_held INTEGER NOT NULL,
    checks_held_nonzero INTEGER NOT NULL,
    checks_failed INTEGER NOT NULL,
    checks_unknown INTEGER NOT NULL,
    repaired INTEGER NOT NULL,
    version INTEGER NOT NULL,
    adcode_at_year TEXT,
    UNIQUE (organ_id, year, scope)
) STRICT;
CREATE INDEX reports_year ON reports (year, scope, status);
CREATE INDEX reports_sha256 ON reports (sha256);

CREATE TABLE report_versions (
    report_id INTEGER NOT NULL REFERENCES reports (report_id),
    version INTEGER NOT NULL,
    sha256 TEXT NOT NULL REFERENCES documents (sha256),
    capture_id INTEGER NOT NULL REFERENCES captures (capture_id),
    seen_from TEXT NOT NULL,
    seen_to TEXT NOT NULL,
    reading_digest TEXT NOT NULL,
    read_by TEXT NOT NULL,
    PRIMARY KEY (report_id, version)
) STRICT, WITHOUT ROWID;

CREATE TABLE cell_changes (
    report_id INTEGER NOT NULL REFERENCES reports (report_id),
    from_version INTEGER NOT NULL,
    to_version INTEGER NOT NULL,
    cell TEXT NOT NULL,
    old_raw TEXT,
    new_raw TEXT,
    cause TEXT NOT NULL CHECK (cause IN ('source', 'parser', 'repair')),
    PRIMARY KEY (report_id, from_version, to_version, cell)
) STRICT, WITHOUT ROWID;

CREATE TABLE witnesses (
    report_id INTEGER NOT NULL REFERENCES reports (report_id),
    version INTEGER NOT NULL,
    sha256 TEXT NOT NULL REFERENCES documents (sha256),
    role TEXT NOT NULL CHECK (role IN ('page', 'attachment', 'file')),
    url TEXT NOT NULL,
    agrees INTEGER NOT NULL CHECK (agrees IN (0, 1)),
    PRIMARY KEY (report_id, version, sha256, url)
) STRICT, WITHOUT ROWID;
CREATE INDEX witnesses_sha256 ON witnesses (sha256);

CREATE TABLE unplaced (
    sha256 TEXT NOT NULL REFERENCES documents (sha256),
    url TEXT NOT NULL,
    reason TEXT NOT NULL,
    organ TEXT,
    year INTEGER,
    title TEXT,
    PRIMARY KEY (sha256, url)
) STRICT, WITHOUT ROWID;

CREATE TABLE disclosure (
    report_id INTEGER NOT NULL REFERENCES reports (report_id),
    item TEXT NOT NULL CHECK (item IN ('rules', 'normative_documents', 'licences', 'other_services', 'penalties', 'coercions',
        'administrative_charges', 'procurement')),
    made INTEGER,
    repealed INTEGER,
    in_force INTEGER,
    newly_made INTEGER,
    newly_published INTEGER,
    published_total INTEGER,
    prior_items INTEGER,
    change INTEGER,
    decisions INTEGER,
    projects INTEGER,
    amount_fen INTEGER,
    amount REAL GENERATED ALWAYS AS (amount_fen / 1000000.0) VIRTUAL,
    amount_unit TEXT CHECK (amount_unit IN ('wan_yuan', 'yuan', 'unstated')),
    PRIMARY KEY (report_id, item)
) STRICT, WITHOUT ROWID;

CREATE TABLE applications (
    report_id INTEGER NOT NULL REFERENCES reports (report_id),
    applicant TEXT NOT NULL CHECK (applicant IN ('natural_person', 'business', 'research', 'nonprofit', 'legal_service',
        'other_org', 'total')),
    received INTEGER,
    carried_in INTEGER,
    granted INTEGER,
    partly_granted INTEGER,
    denied_state_secret INTEGER,
    denied_other_law INTEGER,
    denied_security_stability INTEGER,
    denied_third_party INTEGER,
    denied_internal_affairs INTEGER,
    denied_process INTEGER,
    denied_enforcement_file INTEGER,
    denied_query INTEGER,
    unavailable_not_held INTEGER,
    unavailable_needs_creation INTEGER,
    unavailable_unclear INTEGER,
    not_processed_petition INTEGER,
    not_processed_repeat INTEGER,
    not_processed_publication INTEGER,
    not_processed_excessive INTEGER,
    not_processed_confirmation INTEGER,
    other_uncorrected INTEGER,
    other_unpaid INTEGER,
    other_misc INTEGER,
    concluded INTEGER,
    carried_out INTEGER,
    PRIMARY KEY (report_id, applicant)
) STRICT, WITHOUT ROWID;

CREATE TABLE disputes (
    report_id INTEGER NOT NULL REFERENCES reports (report_id),
    proceeding TEXT NOT NULL CHECK (proceeding IN ('reconsideration', 'litigation_direct', 'litigation_after_reconsideration')),
    upheld INTEGER,
    corrected INTEGER,
    other INTEGER,
    pending INTEGER,
    total INTEGER,
    PRIMARY KEY (report_id, proceeding)
) STRICT, WITHOUT ROWID;

CREATE TABLE sections (
    report_id INTEGER NOT NULL REFERENCES reports (report_id),
    position INTEGER NOT NULL,
    number INTEGER NOT NULL,
    heading TEXT NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (report_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE mentions (
    report_id INTEGER NOT NULL REFERENCES reports (report_id),
    position INTEGER NOT NULL,
    section INTEGER NOT NULL,
    subject TEXT NOT NULL,
    value ANY NOT NULL,
    unit TEXT NOT NULL,
    approximate INTEGER NOT NULL CHECK (approximate IN (0, 1)),
    text TEXT NOT NULL,
    PRIMARY KEY (report_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE unmapped (
    report_id INTEGER NOT NULL REFERENCES reports (report_id),
    position INTEGER NOT NULL,
    "table" INTEGER NOT NULL,
    label TEXT NOT NULL,
    "values" TEXT NOT NULL,
    PRIMARY KEY (report_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE repairs (
    report_id INTEGER NOT NULL REFERENCES reports (report_id),
    position INTEGER NOT NULL,
    cells TEXT NOT NULL,
    "from" TEXT NOT NULL,
    "to" TEXT NOT NULL,
    why TEXT NOT NULL,
    PRIMARY KEY (report_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE checks (
    report_id INTEGER NOT NULL REFERENCES reports (report_id),
    identity TEXT NOT NULL,
    scope TEXT NOT NULL,
    "left" INTEGER,
    "right" INTEGER,
    lenient TEXT NOT NULL CHECK (lenient IN ('holds', 'fails', 'unknown')),
    strict TEXT NOT NULL CHECK (strict IN ('holds', 'fails', 'unknown')),
    PRIMARY KEY (report_id, identity, scope)
) STRICT, WITHOUT ROWID;

-- One row a report and table. `raws`, `numbers`, `places` are JSON arrays and `states` a string of letters, all in the order of
-- form_cells.position; the view `cells` unfolds them. A place is [table, row, column] or [page, x0, top, x1, bottom].
CREATE TABLE evidence (
    report_id INTEGER NOT NULL REFERENCES reports (report_id),
    part TEXT NOT NULL CHECK (part IN ('disclosure', 'applications', 'disputes')),
    form TEXT NOT NULL,
    raws TEXT NOT NULL,
    states TEXT NOT NULL,
    numbers TEXT NOT NULL,
    places TEXT NOT NULL,
    suggested TEXT NOT NULL,
    repaired TEXT NOT NULL,
    PRIMARY KEY (report_id, part)
) STRICT, WITHOUT ROWID;

CREATE TABLE findings (
    finding_id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    severity TEXT NOT NULL CHECK (severity IN ('info', 'warning', 'error')),
    organ_id INTEGER REFERENCES organs (organ_id),
    year INTEGER,
    host TEXT,
    url TEXT,
    crawl_id INTEGER REFERENCES crawls (crawl_id),
    found_at TEXT NOT NULL,
    closed_at TEXT,
    detail TEXT NOT NULL,
    subject TEXT NOT NULL,
    cause TEXT NOT NULL,
    UNIQUE (kind, subject, cause)
) STRICT;
