// GET /{s}/reissue/postcard/stopped: an order of a postcard was stopped; what to do now.
#include "gen/reissue/postcard/stopped.hpp"

#include "fcgi/visit.hpp"

namespace portal {

namespace t = templates::reissue::postcard::stopped;

Response reissue_postcard_stopped_show(Visit&) {
  return {Page{View(t::file), "お知らせハガキの申込みを止めました", "postcard"}};
}

}  // namespace portal
