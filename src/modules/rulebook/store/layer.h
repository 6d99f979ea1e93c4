// A county's rule document as a layer over the shipped one. Used by the rulebook's store and its
// upgrade. All documents are JSON text as their schema prints them.
#pragma once

#include <string>
#include <string_view>

namespace weicheng::rulebook {

/// `ours` with the top-level members that it lacks taken from `shipped`.
std::string filled(std::string_view ours, std::string_view shipped);

/// What the county has once `theirs` is shipped instead of `base`: what `ours` says otherwise than
/// `base` stays, all else is as in `theirs`. Lists of things with a `code` are merged thing by
/// thing: new ones come in, those struck off by either side stay out unless the county has edited
/// them. Other lists, and things whose `status` the county changed, are its own as a whole. An
/// empty `base` (not known): the county keeps all it has and gets members it has not.
std::string relaid(std::string_view base, std::string_view ours, std::string_view theirs);

} // namespace weicheng::rulebook
