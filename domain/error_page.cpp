#include "domain/error_page.hpp"

#include <algorithm>
#include <array>

#include "gen/error.hpp"

namespace portal::error_page {
namespace {

namespace t = templates::error;

struct Words {
  HttpStatus status;
  const char* title;
  Section explanation;  // statuses that ask the same of a member share one
};

constexpr const char* unreadable = "送信された内容を読み取れませんでした";
constexpr const char* not_found = "ページが見つかりません";
constexpr const char* out_of_reach = "つながりにくくなっています";

constexpr std::array<Words, 14> words_by_status = {{
    {HttpStatus::bad_request, unreadable, t::STATUS_400},
    {HttpStatus::forbidden, "操作を受け付けられませんでした", t::STATUS_403},
    {HttpStatus::not_found, not_found, t::STATUS_404},
    {HttpStatus::method_not_allowed, "このページは表示できません", t::STATUS_405},
    {HttpStatus::conflict, "ほかの操作と重なりました", t::STATUS_409},
    {HttpStatus::content_too_large, "送信された内容が大きすぎます", t::STATUS_413},
    {HttpStatus::uri_too_long, "URLが長すぎます", t::STATUS_404},
    {HttpStatus::misdirected_request, not_found, t::STATUS_404},
    {HttpStatus::too_many_requests, "時間をおいてお試しください", t::STATUS_429},
    {HttpStatus::request_header_fields_too_large, unreadable, t::STATUS_400},
    {HttpStatus::internal_server_error, "処理の途中で問題が起きました", t::STATUS_500},
    {HttpStatus::bad_gateway, out_of_reach, t::STATUS_502},
    {HttpStatus::service_unavailable, "ただいま利用できません", t::STATUS_503},
    {HttpStatus::gateway_timeout, out_of_reach, t::STATUS_502},
}};

constexpr auto known_statuses = [] {
  std::array<HttpStatus, words_by_status.size()> found{};
  std::ranges::transform(words_by_status, found.begin(), &Words::status);
  return found;
}();

const Words& words_of(HttpStatus status) {
  const auto found = std::ranges::find(words_by_status, status, &Words::status);
  return found != words_by_status.end()
             ? *found
             : *std::ranges::find(words_by_status, HttpStatus::internal_server_error, &Words::status);
}

}  // namespace

std::span<const HttpStatus> statuses() { return known_statuses; }

Content make(const Society* society, HttpStatus status, std::string_view request_number) {
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
