// The paths of people. Called by module.cpp.
#pragma once

#include "modules/people/http/people_shapes.h"
#include "platform/http/endpoint.h"

namespace weicheng::people {

/// GET: bodies, one body, the phone book, one post.
std::vector<http::Endpoint> reading_endpoints();
/// POST and PUT: building and changing a county.
std::vector<http::Endpoint> changing_endpoints();

/// Used by both: the answers made from rows.
BodyReply reply_of(const Body& body, BodyId leading_body);
Result<BodyDetail> body_detail(db::Tx& tx, CountyId county, BodyId body);
Result<PostDetail> post_detail(db::Tx& tx, CountyId county, PostId post);

} // namespace weicheng::people
