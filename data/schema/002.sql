-- Version 2: the sheets of indicators that reports printed before 2019.

-- One row a printed figure, in the order printed: indicators of the sheet's form first, then rows of no form (indicator NULL).
-- `value` is a whole number for counts and 万元 for amounts, whose exact value is `amount_fen`. `place` is as in evidence.
CREATE TABLE figures (
    report_id INTEGER NOT NULL REFERENCES reports (report_id),
    position INTEGER NOT NULL,
    sheet TEXT NOT NULL,
    indicator TEXT,
    label TEXT NOT NULL,
    period TEXT NOT NULL CHECK (period IN ('year', 'cumulative')),
    value ANY,
    amount_fen INTEGER,
    unit TEXT NOT NULL,
    raw TEXT NOT NULL,
    unit_printed TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('number', 'zero', 'blank', 'not_applicable', 'text', 'missing')),
    place TEXT,
    cell TEXT GENERATED ALWAYS AS (
        'figures.' || indicator || CASE period WHEN 'cumulative' THEN '.cumulative' ELSE '' END
    ) VIRTUAL,
    PRIMARY KEY (report_id, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX figures_indicator ON figures (indicator, period);

-- at_most: the cells on the left are parts of those on the right.
ALTER TABLE form_identities ADD COLUMN relation TEXT NOT NULL DEFAULT 'equal' CHECK (relation IN ('equal', 'at_most'));
