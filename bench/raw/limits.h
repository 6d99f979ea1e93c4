// The raw limits, each measured for about two seconds in the calling thread. `data` is a data
// folder with an SQLite store, also while a server works on it. For bench/raw/main.cpp.
#pragma once

#include <string>

namespace weicheng::bench {

struct Box {
    double west = 0, south = 0, east = 0, north = 0; // degrees
    int cases = 0;

    std::string as_json() const;
};

double pages_a_second(const std::string& data);
/// Around a case in the middle of the store.
Box box_of(const std::string& data);
double rtree_boxes_a_second(const std::string& data);
/// The same box by the product's own image, built from the store, without HTTP.
double image_boxes_a_second(const std::string& data);
double rankings_a_second(const std::string& data);
/// What the newest cases left behind in all tables except roll-ups and counters, written in the
/// order it came, durably.
double cases_a_second(const std::string& data, int cases_to_a_commit);

double locations_a_second();
void print_areas();

} // namespace weicheng::bench
