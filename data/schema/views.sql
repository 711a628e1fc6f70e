-- Views hold no data: they are dropped and made anew with every migration.

-- Every cell of the form with what is printed, what it says, where it stands, and its marks. Blanks stay NULL.
CREATE VIEW cells AS
SELECT e.report_id, e.part, f.cell, f.subject, f.measure,
    json_extract(e.raws, '$[' || f.position || ']') AS raw,
    CASE substr(e.states, f.position + 1, 1)
        WHEN 'n' THEN 'number' WHEN 'z' THEN 'zero' WHEN 'b' THEN 'blank'
        WHEN 'a' THEN 'not_applicable' WHEN 't' THEN 'text' WHEN 'm' THEN 'missing' END AS state,
    json_extract(e.numbers, '$[' || f.position || ']') AS value,
    json_extract(e.suggested, '$."' || f.cell || '"') AS suggested,
    EXISTS (SELECT 1 FROM json_each(e.repaired) r WHERE r.value = f.cell) AS repaired,
    json_extract(e.places, '$[' || f.position || ']') AS place
FROM evidence e JOIN form_cells f ON f.form = e.form AND f.part = e.part;

-- Table 三, one row a report, applicant and measure; measures that the report's form does not have are left out. Blanks are NULL.
CREATE VIEW applications_long AS
SELECT a.report_id, a.applicant, f.measure,
    CASE f.measure
        WHEN 'received' THEN a.received WHEN 'carried_in' THEN a.carried_in
        WHEN 'granted' THEN a.granted WHEN 'partly_granted' THEN a.partly_granted
        WHEN 'denied_state_secret' THEN a.denied_state_secret WHEN 'denied_other_law' THEN a.denied_other_law
        WHEN 'denied_security_stability' THEN a.denied_security_stability
        WHEN 'denied_third_party' THEN a.denied_third_party
        WHEN 'denied_internal_affairs' THEN a.denied_internal_affairs WHEN 'denied_process' THEN a.denied_process
        WHEN 'denied_enforcement_file' THEN a.denied_enforcement_file WHEN 'denied_query' THEN a.denied_query
        WHEN 'unavailable_not_held' THEN a.unavailable_not_held
        WHEN 'unavailable_needs_creation' THEN a.unavailable_needs_creation
        WHEN 'unavailable_unclear' THEN a.unavailable_unclear
        WHEN 'not_processed_petition' THEN a.not_processed_petition
        WHEN 'not_processed_repeat' THEN a.not_processed_repeat
        WHEN 'not_processed_publication' THEN a.not_processed_publication
        WHEN 'not_processed_excessive' THEN a.not_processed_excessive
        WHEN 'not_processed_confirmation' THEN a.not_processed_confirmation
        WHEN 'other_uncorrected' THEN a.other_uncorrected WHEN 'other_unpaid' THEN a.other_unpaid
        WHEN 'other_misc' THEN a.other_misc WHEN 'concluded' THEN a.concluded WHEN 'carried_out' THEN a.carried_out
    END AS value
FROM applications a
JOIN reports r USING (report_id)
JOIN form_cells f ON f.form = r.form AND f.part = 'applications' AND f.subject = a.applicant;

-- Table 四, one row a report, proceeding and measure. Blanks are NULL.
CREATE VIEW disputes_long AS
SELECT d.report_id, d.proceeding, f.measure,
    CASE f.measure WHEN 'upheld' THEN d.upheld WHEN 'corrected' THEN d.corrected WHEN 'other' THEN d.other
        WHEN 'pending' THEN d.pending WHEN 'total' THEN d.total END AS value
FROM disputes d
JOIN reports r USING (report_id)
JOIN form_cells f ON f.form = r.form AND f.part = 'disputes' AND f.subject = d.proceeding;

-- Every identity of every report: what is stored failed or is unknown, all else held.
CREATE VIEW checks_all AS
SELECT report_id, identity, scope, "left", "right", lenient, strict FROM checks
UNION ALL
SELECT r.report_id, i.identity, i.scope, s.side, s.side, 'holds', 'holds'
FROM reports r
JOIN form_identities i ON i.form = r.form
JOIN (
    SELECT report_id, 'applications.balance' AS identity, applicant AS scope,
        coalesce(received, 0) + coalesce(carried_in, 0) AS side FROM applications
    UNION ALL SELECT report_id, 'applications.concluded', applicant, coalesce(concluded, 0) FROM applications
    UNION ALL SELECT report_id, 'applications.total', measure, coalesce(value, 0) FROM applications_long WHERE applicant = 'total'
    UNION ALL SELECT report_id, 'disputes.total', proceeding, coalesce(total, 0) FROM disputes
) s ON s.report_id = r.report_id AND s.identity = i.identity AND s.scope = i.scope
WHERE NOT EXISTS (
    SELECT 1 FROM checks c WHERE c.report_id = r.report_id AND c.identity = i.identity AND c.scope = i.scope
)
UNION ALL
SELECT p.report_id, i.identity, i.scope,
    (SELECT coalesce(sum(f.value), 0) FROM json_each(i.left_cells) c
        JOIN figures f ON f.report_id = p.report_id AND f.cell = c.value),
    (SELECT coalesce(sum(f.value), 0) FROM json_each(i.right_cells) c
        JOIN figures f ON f.report_id = p.report_id AND f.cell = c.value),
    'holds', 'holds'
FROM (SELECT DISTINCT report_id, sheet, period FROM figures WHERE indicator IS NOT NULL) p
JOIN form_identities i ON i.form = p.sheet AND (i.scope LIKE '%.cumulative') = (p.period = 'cumulative')
WHERE NOT EXISTS (
    SELECT 1 FROM checks c WHERE c.report_id = p.report_id AND c.identity = i.identity AND c.scope = i.scope
);

-- One row a report: organ, division, headline figures of all applicants together, and how far they can be trusted.
CREATE VIEW reports_plain AS
SELECT r.report_id, o.name AS organ, o.kind, o.level, o.adcode,
    (SELECT name FROM divisions d WHERE d.adcode = o.adcode ORDER BY valid_from DESC LIMIT 1) AS division,
    (SELECT name FROM divisions d WHERE d.adcode = substr(o.adcode, 1, 2) || '0000' ORDER BY valid_from DESC LIMIT 1) AS province,
    r.year, r.scope, r.form, r.status, r.repaired,
    a.received, a.carried_in, a.granted, a.partly_granted,
    a.denied_state_secret + a.denied_other_law + a.denied_security_stability + a.denied_third_party
        + a.denied_internal_affairs + a.denied_process + a.denied_enforcement_file + a.denied_query AS denied,
    a.unavailable_not_held + a.unavailable_needs_creation + a.unavailable_unclear AS unavailable,
    a.not_processed_petition + a.not_processed_repeat + a.not_processed_publication
        + a.not_processed_excessive + a.not_processed_confirmation AS not_processed,
    CASE r.form WHEN '2019' THEN a.other_misc ELSE a.other_uncorrected + a.other_unpaid + a.other_misc END AS other,
    a.concluded, a.carried_out,
    rec.total AS reconsiderations, dir.total AS litigations_direct, aft.total AS litigations_after_reconsideration,
    r.title, r.url, r.published_on, r.first_seen
FROM reports r
JOIN organs o USING (organ_id)
LEFT JOIN applications a ON a.report_id = r.report_id AND a.applicant = 'total'
LEFT JOIN disputes rec ON rec.report_id = r.report_id AND rec.proceeding = 'reconsideration'
LEFT JOIN disputes dir ON dir.report_id = r.report_id AND dir.proceeding = 'litigation_direct'
LEFT JOIN disputes aft ON aft.report_id = r.report_id AND aft.proceeding = 'litigation_after_reconsideration';

-- Shares of outcomes. `of_concluded` divides by all that was concluded; `of_decided` leaves out what was set aside or otherwise
-- disposed of (不予处理, 其他处理). Undefined (NULL) where the divisor is 0 or a term is not printed; never 100 %.
CREATE VIEW application_rates AS
SELECT report_id, organ, year, scope, form, status, repaired, concluded,
    concluded - not_processed - other AS decided,
    1.0 * granted / nullif(concluded, 0) AS granted_of_concluded,
    1.0 * partly_granted / nullif(concluded, 0) AS partly_granted_of_concluded,
    1.0 * denied / nullif(concluded, 0) AS denied_of_concluded,
    1.0 * unavailable / nullif(concluded, 0) AS unavailable_of_concluded,
    1.0 * not_processed / nullif(concluded, 0) AS not_processed_of_concluded,
    1.0 * granted / nullif(max(concluded - not_processed - other, 0), 0) AS granted_of_decided,
    1.0 * partly_granted / nullif(max(concluded - not_processed - other, 0), 0) AS partly_granted_of_decided,
    1.0 * denied / nullif(max(concluded - not_processed - other, 0), 0) AS denied_of_decided,
    1.0 * unavailable / nullif(max(concluded - not_processed - other, 0), 0) AS unavailable_of_decided
FROM reports_plain;
