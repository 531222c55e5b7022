#include "domain/error_page.hpp"

#include <algorithm>
#include <array>

#include "gen/error.hpp"

namespace portal::error_page {
namespace {

namespace t = templates::error;

struct Words {
  int status;
  const char* title;
  Section explanation;  // statuses that ask the same of a member share one
};

constexpr const char* unreadable = "送信された内容を読み取れませんでした";
constexpr const char* not_found = "ページが見つかりません";
constexpr const char* out_of_reach = "つながりにくくなっています";

constexpr std::array<Words, 14> words_by_status = {{
    {400, unreadable, t::STATUS_400},
    {403, "操作を受け付けられませんでした", t::STATUS_403},
    {404, not_found, t::STATUS_404},
    {405, "このページは表示できません", t::STATUS_405},
    {409, "ほかの操作と重なりました", t::STATUS_409},
    {413, "送信された内容が大きすぎます", t::STATUS_413},
    {414, "URLが長すぎます", t::STATUS_404},
    {421, not_found, t::STATUS_404},
    {429, "時間をおいてお試しください", t::STATUS_429},
    {431, unreadable, t::STATUS_400},
    {500, "処理の途中で問題が起きました", t::STATUS_500},
    {502, out_of_reach, t::STATUS_502},
    {503, "ただいま利用できません", t::STATUS_503},
    {504, out_of_reach, t::STATUS_502},
}};

constexpr auto known_statuses = [] {
  std::array<int, words_by_status.size()> found{};
  std::ranges::transform(words_by_status, found.begin(), &Words::status);
  return found;
}();

const Words& words_of(int status) {
  const auto found = std::ranges::find(words_by_status, status, &Words::status);
  return found != words_by_status.end() ? *found : *std::ranges::find(words_by_status, 500, &Words::status);
}

}  // namespace

std::span<const int> statuses() { return known_statuses; }

Content make(const Society* society, int status, std::string_view request_number) {
  const Words& words = words_of(status);
  View view(t::file);
  view.set(t::ERROR_TITLE, words.title).show(words.explanation).set(t::REQUEST_NUMBER, request_number);
  view.show(t::ERROR_CONTACT, society != nullptr);
  return {words.title, std::move(view)};
}

std::string_view number_of(std::string_view request_id) {
  constexpr std::size_t characters = 8;  // the same as in nginx/snippets/portal-http.conf
  return request_id.substr(0, characters);
}

}  // namespace portal::error_page
