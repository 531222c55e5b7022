#include "handlers/security/pages.hpp"

#include <array>

namespace portal::security_pages {
namespace {

struct DoneWords {
  const char *name, *words;
};
constexpr std::array<DoneWords, 6> done_words{
    {{"", nullptr},
     {"two-step-off", "2段階ログインを解除しました。"},
     {"mails-on", "ログインのお知らせメールを受け取る設定にしました。"},
     {"mails-off", "ログインのお知らせメールを止めました。確認のため、登録したメールアドレスにお知らせします。"},
     {"session", "選んだ端末をログアウトしました。"},
     {"others", "ほかの端末をすべてログアウトしました。"}}};

}  // namespace

Response back(const Visit& visit, Done done) {
  const std::string name = done_words.at(static_cast<std::size_t>(done)).name;
  return redirect(visit.url("/security" + (name.empty() ? "" : "?done=" + name)));
}

const char* words_of(std::string_view done) {
  for (const auto& [name, words] : done_words)
    if (done == name) return words;
  return nullptr;
}

}  // namespace portal::security_pages
