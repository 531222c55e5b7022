// GET /{s}/reissue/postcard/sent: what happens after a postcard was ordered, the same for all.
#include "gen/reissue/postcard/sent.hpp"

#include "fcgi/visit.hpp"

namespace portal {

namespace t = templates::reissue::postcard::sent;

Response reissue_postcard_sent_show(Visit&) {
  return {Page{View(t::file), "お知らせハガキの再発行を受け付けました", "postcard"}};
}

}  // namespace portal
