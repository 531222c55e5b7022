// GET /{s}/reissue/expired: a page of 再発行 that was left open in a tab learns here that it is too late for it.
#include "handlers/reissue/pages.hpp"

namespace portal {

Response reissue_expired_show(Visit&) { return reissue_pages::expired(); }

}  // namespace portal
