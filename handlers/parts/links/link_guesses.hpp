#pragma once
#include "fcgi/visit.hpp"

// The secrets of mailed links that nobody has: 30 a minute for one client, of all the kinds of links together. A right
// one is never counted, so a member may click as often as they like.
namespace portal::link_guesses {

void demand_few(const Visit& visit);  // else HttpError 429, whether this one is right or not

void count(const Visit& visit, db::SocietyDatabase& marks);

}  // namespace portal::link_guesses
