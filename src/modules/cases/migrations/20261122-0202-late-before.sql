-- Cases whose clock had run out before it was kept whose fault that was: the last unit in whose
-- hands it ended late, as the stages tell. A clock that still runs is noted when it ends. Of a case
-- given back unsigned the stage tells the limit for signing, which may be the shorter one, and a
-- case that was reinstated began anew: nobody is blamed for those. Where roll-ups are kept already
-- the program has noted it itself.
UPDATE cases SET late_body_id = (
    SELECT e.body_id
    FROM case_stages e
    WHERE e.county_id = cases.county_id AND e.case_id = cases.id
      AND e.stage IN ('handling', 'handled') AND e.body_id IS NOT NULL
      AND e.left_at > (SELECT h.due_at FROM case_stages h
                       WHERE h.county_id = e.county_id AND h.case_id = e.case_id
                         AND h.stage = 'handling' AND h.id <= e.id
                       ORDER BY h.id DESC LIMIT 1)
      AND COALESCE((SELECT n.stage FROM case_stages n
                    WHERE n.county_id = e.county_id AND n.case_id = e.case_id AND n.id > e.id
                    ORDER BY n.id LIMIT 1), 'ended') NOT IN ('handling', 'handled', 'suspended')
      AND NOT EXISTS (SELECT 1 FROM case_stages r
                      WHERE r.county_id = e.county_id AND r.case_id = e.case_id
                        AND r.stage = 'reported' AND r.id > e.id)
    ORDER BY e.id DESC LIMIT 1)
WHERE NOT EXISTS (SELECT 1 FROM migrations m WHERE m.name = '20261122-0203-tallies')
  AND late_body_id IS NULL AND state NOT IN ('voided', 'merged')
  AND EXISTS (SELECT 1 FROM case_stages s
              WHERE s.county_id = cases.county_id AND s.case_id = cases.id
                AND s.stage IN ('handling', 'handled') AND s.left_at > s.due_at);
