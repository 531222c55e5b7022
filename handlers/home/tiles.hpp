#pragma once
#include "handlers/home/overview.hpp"

namespace portal::home_tiles {

// サービス: the tiles of Home, each with its state.
void show(View& home, const MemberVisit& visit, const home::Overview& overview);

}  // namespace portal::home_tiles
