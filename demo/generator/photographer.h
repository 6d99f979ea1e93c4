// Draws the pictures of the demo and takes them in like anybody's photo. Used by the demo generator
// only.
#pragma once

#include "demo/generator/drawings.h"
#include "foundation/ids.h"
#include "platform/module.h"

#include <string>
#include <vector>

namespace weicheng::demo {

/// One picture to be made; `seed` moves the camera.
struct PictureOrder {
    Look look;
    Moment moment = Moment::before;
    std::uint64_t seed = 0;
};

class Photographer {
  public:
    Photographer(const Services& services, CountyId county, int width)
        : services_(services), county_(county), width_(width) {}

    /// The digests of the pictures, in the order asked for. Draws on all cores.
    std::vector<std::string> make(const std::vector<PictureOrder>& orders, Instant at);

  private:
    const Services& services_;
    CountyId county_;
    int width_;
};

} // namespace weicheng::demo
