// The small county behind a real server, with people who are signed in and pictures that are real.
// For the stories only.
#pragma once

#include "tests/support/server.h"
#include "tests/support/small_county.h"

#include <gtest/gtest.h>

namespace weicheng::story {

using testing::Answer;
using testing::Headers;
using testing::Visitor;

/// A JPEG of a drawing, made once by the photo program.
const std::string& drawn_jpeg();
/// The same picture with other bytes, hence another digest: a comment inside the JPEG.
std::string jpeg_named(const std::string& name);

class Town {
  public:
    explicit Town(db::Dialect dialect, testing::TestServer::Tweak tweak = {});

    /// Signed in, speaking Chinese unless told otherwise.
    Visitor as(const std::string& login);
    Visitor citizen() { return server.visitor(); }
    /// Takes a picture in over HTTP; returns its digest.
    std::string upload(Visitor& by, const std::string& name);

    testing::TestServer server;
    Instant now = instant_from_rfc3339("2026-11-16T01:00:00Z").value(); // Monday 09:00
    testing::SmallCounty county;
};

/// The bodies of requests, as a browser would send them.
std::string citizen_report(const std::string& kind, const std::string& photo,
                           const std::string& more = "");
std::string patrol_report(const std::string& kind, const std::string& photo);

/// A move with the case's present revision.
Answer act(Visitor& by, const std::string& id, const std::string& noun, const std::string& body);

} // namespace weicheng::story
