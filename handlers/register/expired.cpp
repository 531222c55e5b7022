// GET /{s}/register/expired: a page of 新規利用登録 that was left open in a tab learns here that it is too late for it.
#include "handlers/register/pages.hpp"

namespace portal {

Response register_expired_show(Visit&) { return register_pages::expired(); }

}  // namespace portal
