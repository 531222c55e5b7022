#include "handlers/reissue_pages.hpp"

#include <array>

#include "gen/reissue_expired.hpp"
#include "handlers/steps.hpp"

namespace portal::reissue_pages {

View steps(int current) {
  constexpr std::array labels{"メール", "仮ログイン", "新しいパスワード", "完了"};
  return step_list(labels, current);
}

Response expired() {
  constexpr int gone = 410;
  return {Page{View(templates::reissue_expired::file), "このURLは使えなくなりました", "forgotten", gone}};
}

reissue::Means means(const Visit& visit) {
  const Installation& installation = visit.installation;
  return {{installation.passwords,
           installation.secrets.throttle_key,
           {installation.renderer, installation.secrets.mail_seal_public, installation.config.origin}},
          installation.secrets.form_key};
}

reissue::Origin origin(const Visit& visit) { return {visit.request.client_address, visit.request.id}; }

}  // namespace portal::reissue_pages
