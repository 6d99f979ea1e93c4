// Takes away from this process what decoding a stranger's picture never needs.
#pragma once

namespace weicheng::photo {

/// Memory, CPU time, size of written files; no core file, low priority. Before anything is read.
void limit_resources();
/// From here on: no file, socket or program can be opened; nothing can be renamed or removed.
/// Files that are already open stay usable.
void close_the_doors();

} // namespace weicheng::photo
