// weicheng_bench: the raw limits inside one process, for bench/run.py. Prints one number: how many
// a second.
//   page DATA        50 newest cases, all columns, by the bare query
//   box DATA         a map box that holds about 45 cases, as JSON
//   rtree DATA       that box from SQLite's R*Tree joined with the cases
//   image DATA       that box gathered by the product from its image in memory
//   group-by DATA    two weeks by grid over a covering index
//   rows DATA N      the rows of the newest cases into an empty store, N cases to a commit
//   locate           points among 500 areas, by the product's index
//   areas            those areas as WKT, a line each
#include "bench/raw/limits.h"

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <exception>

using namespace weicheng::bench;

int main(int count, char** words) {
    try {
        const std::string what = count > 1 ? words[1] : "";
        const std::string data = count > 2 ? words[2] : "";
        if (what == "page") return std::printf("%.3f\n", pages_a_second(data)), 0;
        if (what == "box") return std::printf("%s\n", box_of(data).as_json().c_str()), 0;
        if (what == "rtree") return std::printf("%.3f\n", rtree_boxes_a_second(data)), 0;
        if (what == "image") return std::printf("%.3f\n", image_boxes_a_second(data)), 0;
        if (what == "group-by") return std::printf("%.3f\n", rankings_a_second(data)), 0;
        if (what == "rows" && count > 3)
            return std::printf("%.3f\n", cases_a_second(data, std::atoi(words[3]))), 0;
        if (what == "locate") return std::printf("%.3f\n", locations_a_second()), 0;
        if (what == "areas") return print_areas(), 0;
        std::fprintf(stderr, "weicheng_bench: see bench/raw/main.cpp\n");
        return 2;
    } catch (const std::exception& trouble) {
        std::fprintf(stderr, "weicheng_bench: %s\n", trouble.what());
        return 1;
    }
}
