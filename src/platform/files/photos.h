// Rows and addresses of photos. Inside platform/files only.
#pragma once

#include "platform/files/files.h"
#include "platform/files/print_maker.h"

namespace weicheng::files {

inline constexpr const char* sweep_job = "files.sweep_orphans";

/// Deletes what nobody used within 24 hours and asks for the next sweep.
void sweep_orphans(db::Tx& tx, Store& store, CountyId county, Instant now);

inline constexpr const char* print_job = "files.make_prints";

/// Keeps the prints that are ready, asks for those still missing, and comes again while there are
/// any: pictures are looked at by the maker's thread, never by the writer's.
void make_prints(db::Tx& tx, PrintMaker& maker, CountyId county, Instant now);

std::string_view size_text(Size size); // "1600" or "256": part of signed addresses
bool address_holds(const auth::Secrets& secrets, std::string_view sha256, Size size,
                   std::string_view until, std::string_view sign, Instant now);

} // namespace weicheng::files
