// gzip for large replies made on the slow pool (the base map, lists as CSV). Used by the front.
#pragma once

#include "platform/http/endpoint.h"

namespace weicheng::http {

/// Packs the body when the reader takes gzip, the reply is text and it is worth it.
void pack(RawReply& reply, const Request& request);

} // namespace weicheng::http
