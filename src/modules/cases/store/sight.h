// What someone without the county-wide power sees, as SQL: cases of the bodies he reads for and his
// own reports. The same as may_see() in rules/permission.h, which a test holds it to. Used inside
// store/ only.
#pragma once

#define READING_BODIES(county, account)                                                            \
    "(SELECT p.body_id FROM powers_v p WHERE p.county_id = " county                                \
    " AND p.account_id = CAST(" account " AS BIGINT) AND p.power = 'cases.read')"
