#include "handlers/parts/links/mailed.hpp"

#include <algorithm>
#include <charconv>
#include <vector>

#include <fmt/format.h>

#include "base/limits.hpp"
#include "base/random.hpp"
#include "base/secret.hpp"
#include "domain/accounts/address_near_miss.hpp"
#include "domain/accounts/mail_code.hpp"
#include "gen/parts/mail_again.hpp"
#include "gen/parts/mail_code.hpp"
#include "gen/parts/mailed.hpp"
#include "handlers/parts/links/link_cookie.hpp"
#include "handlers/parts/links/link_guesses.hpp"
#include "handlers/parts/scene.hpp"

namespace portal::mailed {
namespace {

constexpr const char* name = "mailed";

std::int64_t seconds_of(Timestamp at) {
  return std::chrono::duration_cast<std::chrono::seconds>(at.time_since_epoch()).count();
}

constexpr const char* rule = "確認番号は6桁の数字です。メールを見て入力してください";
constexpr const char* wrong =
    "確認番号が違うか、使えなくなっています。いちばん新しいメールの確認番号を入力してください。5回間違えると、その確認番号は"
    "使えなくなります。そのときも、メールのURLは使えます";
constexpr const char* only_here =
    "確認番号は、メールをお申し込みになった端末とブラウザーの画面でだけ使えます。メールのURLを開くか、もう一度お申し込み"
    "ください";
constexpr Field code{{
    .name = "code",
    .label = "確認番号",
    .longest = Longest{limits::code_characters_max, rule},
    .autocomplete = "one-time-code",
    .inputmode = "numeric",
    .hint = "メールに書かれた6桁の数字",
    .kept = false,
}};

std::chrono::minutes link_life(const Visit& visit) { return std::chrono::minutes{visit.society.link_minutes}; }

std::string key_of(const Visit& visit) {
  return secret::from_base64url(secret::keyed_digest(visit.installation.secrets.form_key, "sent address")).value();
}

std::string purpose_of(const Visit& visit, const Way& way) {
  return fmt::format("sent address\n{}\n{}\n{}", visit.society.slug, way.form, way.account);
}

// "moment secret address", sealed: when the form was sent.
struct Kept {
  Timestamp sent_at;
  std::string browser_secret, address;
};
std::optional<Kept> read(std::string_view text) {
  const auto first = text.find(' '), second = text.find(' ', first + 1);
  if (first == text.npos || second == text.npos) return {};
  std::int64_t seconds = 0;
  std::from_chars(text.data(), text.data() + first, seconds);
  return Kept{Timestamp{std::chrono::seconds{seconds}}, std::string(text.substr(first + 1, second - first - 1)),
              std::string(text.substr(second + 1))};
}

// As long as a link of its mails may live; nothing from then on.
std::optional<Kept> kept_of(const Visit& visit, const Way& way) {
  const std::string_view sealed = visit.request.cookies[name];
  if (sealed.empty()) return {};
  const auto text = secret::decrypt(key_of(visit), sealed, purpose_of(visit, way));
  auto kept = text ? read(*text) : std::nullopt;
  return kept && visit.now < kept->sent_at + link_life(visit) ? std::move(kept) : std::nullopt;
}

bool shows_address(const Visit& visit, const Kept& kept) { return visit.now < kept.sent_at + limits::step_life; }

// hanako@, mail, .example, .jp: where a line may end.
std::vector<std::string_view> parts_of(std::string_view address) {
  std::vector<std::string_view> parts;
  for (std::size_t end = 0; !address.empty(); address.remove_prefix(end)) {
    const auto at = address.find('@');
    end = at == address.npos ? std::min(address.find('.', 1), address.size()) : at + 1;
    parts.push_back(address.substr(0, end));
  }
  return parts;
}

View about(const std::string& address, const std::string& form_url) {
  namespace t = templates::parts::mailed;
  View view(t::file);
  for (const std::string_view part : parts_of(address)) view.add(t::TYPED).set(t::TYPED_PART, part);
  const auto likely = address_near_miss::meant(address);
  if (!likely) return view;
  View& asked = view.add(t::NEAR_MISS).set(t::FORM_URL, form_url).set(t::LIKELY_ADDRESS, *likely);
  for (const std::string_view part : parts_of(*likely)) asked.add(t::LIKELY).set(t::LIKELY_PART, part);
  return view;
}

View code_entry(const std::string& form_url, const Form& form, bool may_enter) {
  namespace t = templates::parts::mail_code;
  View view(t::file);
  view.show(t::NOT_HERE, !may_enter);
  if (may_enter) view.add(t::HERE).set(t::CODE_URL, form_url + "/code").put(t::CODE, form.show(code));
  return view;
}

std::optional<std::string> digits_in(Form& form) {
  const auto digits = mail_code::fold(form[code]);
  if (form[code].empty()) form.fault(code, "確認番号を入力してください");
  if (!digits) form.fault(code, rule);
  return digits;
}

}  // namespace

Sent sent(const Visit& visit, const Way& way, std::string address) {
  auto kept = kept_of(visit, way);
  const bool again = kept && kept->address == address;
  return {std::move(address), again ? std::move(kept->browser_secret) : random::token()};
}

Cookie cookie(const Visit& visit, const Way& way, const Sent& sent) {
  const std::string text = fmt::format("{} {} {}", seconds_of(visit.now), sent.browser_secret, sent.address);
  return {name, secret::encrypt(key_of(visit), text, purpose_of(visit, way)), link_life(visit)};
}

void show(const Visit& visit, const Way& way, const Form& form, const char* when_wrong, View& page, Places places) {
  namespace t = templates::parts::mail_again;
  const auto kept = kept_of(visit, way);
  const std::string form_url = visit.url(way.form);
  View again(t::file);
  again.set(t::FORM_URL, form_url).set(t::WHEN_WRONG, when_wrong);
  if (kept && shows_address(visit, *kept)) {
    again.add(t::WITH_ADDRESS).set(t::ADDRESS, kept->address);
    page.put(places.address, about(kept->address, form_url));
  }
  form.show_faults(page, places.summary);
  page.put(places.code, code_entry(form_url, form, kept.has_value() || !form.good()));
  page.put(places.again, std::move(again));
}

std::optional<Response> submit_code_on(db::SocietyDatabase& db, const Visit& visit, const Way& way, Form& form) {
  link_guesses::demand_few(visit);
  const auto digits = digits_in(form);
  const auto kept = kept_of(visit, way);
  if (digits && !kept) form.fault(code, only_here);
  if (!form.good()) return {};
  const auto opened = mail_code::open(scene_on(db, visit), way.purpose, kept->browser_secret, *digits);
  if (!opened) {
    link_guesses::count(visit, db);
    form.fault(code, wrong);
    return {};
  }
  const auto link_end = opened->link ? std::optional(opened->link->expires_at) : std::nullopt;
  Response response = redirect(visit.url(std::string(way.form) + "/start"));
  response.set_cookies = {link_cookie::made(visit, opened->secret, link_end)};
  return response;
}

}  // namespace portal::mailed
