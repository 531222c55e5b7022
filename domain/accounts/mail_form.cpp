#include "domain/accounts/mail_form.hpp"

#include <array>

#include <fmt/format.h>

#include "base/log.hpp"
#include "base/network.hpp"
#include "base/random.hpp"
#include "base/text.hpp"
#include "sql/accounts/throttles.hpp"

namespace portal::mail_form {
namespace {

using namespace std::chrono_literals;

constexpr int asker_requests_max = 20;
constexpr int address_hour_requests_max = 3;
constexpr int address_day_requests_max = 10;
constexpr int society_requests_max = 2000;
constexpr auto hour = 1h;
constexpr auto day = 24h;

// Whose counts of an address a request is added to. Members are who is signed in or at a browser of theirs.
enum class Side { strangers, members };
struct Asker {
  Side side;
  std::string kind, value;
};

struct Budget {
  std::string kind, value;
  std::chrono::seconds window;
  int requests_max;
};

int count(const AccountScene& scene, const Budget& budget) {
  return throttles::add(scene.db, throttles::key(scene.secrets.throttle_key, budget.kind, budget.value), scene.now,
                        budget.window);
}

void log_throttled(const AccountScene& scene) {
  log::write(log::Level::warning, "mail_form_throttled",
             {{"request", scene.origin.request_id}, {"client", scene.origin.client_address}});
}

void log_used_up(const AccountScene& scene, Side side) {
  log::write(log::Level::error, "mail_form_society_used_up",
             {{"request", scene.origin.request_id},
              {"society", scene.society.slug},
              {"askers", side == Side::strangers ? "strangers" : "members"},
              {"limit", std::int64_t{society_requests_max}}});
}

// What a narrower count refuses is not charged to the wider ones, so that nobody can use those up for all; a count that
// nobody asks takes it, for the same work. Always in this order: two requests never wait for each other's rows.
bool within(const AccountScene& scene, const Asker& asker) {
  const char* society = asker.side == Side::strangers ? "mail form society" : "mail form society members";
  const std::array narrow_to_wide{Budget{asker.kind + " hour", asker.value, hour, address_hour_requests_max},
                                  Budget{asker.kind + " day", asker.value, day, address_day_requests_max},
                                  Budget{society, "", hour, society_requests_max}};
  const Budget refused{"mail form refused", client_of(scene.origin.client_address), hour, 0};
  bool may = true;
  for (const Budget& budget : narrow_to_wide) {
    const int counted = count(scene, may ? budget : refused);
    const bool first_beyond_society = may && budget.kind == society && counted == society_requests_max + 1;
    if (first_beyond_society) log_used_up(scene, asker.side);  // once an hour
    may = may && counted <= budget.requests_max;
  }
  return may;
}

// A browser that signed in before to an account of the address is not a stranger there.
Asker asker_of(const AccountScene& scene, const session_start::Visitor& visitor, std::string_view address) {
  const std::string key = text::email_key(address);
  const auto browser = session_start::known_device_digest(scene.db, address, visitor, scene.now);
  if (browser) return {Side::members, "mail form browser", fmt::format("{}\n{}", *browser, key)};
  return {Side::strangers, "mail form address", key};
}

template <class AskerOf>
Answer answer_to(const AccountScene& scene, AskerOf asker) {
  const Budget client{"mail form client", client_of(scene.origin.client_address), hour, asker_requests_max};
  auto answer = Answer::refused;
  if (count(scene, client) <= client.requests_max)
    answer = within(scene, asker()) ? Answer::to_owner : Answer::to_nobody;
  if (answer != Answer::to_owner) log_throttled(scene);
  return answer;
}

}  // namespace

Answer ask(const AccountScene& scene, const session_start::Visitor& visitor, std::string_view address) {
  return answer_to(scene, [&] { return asker_of(scene, visitor, address); });
}

Answer ask_for_member(const AccountScene& scene, std::string_view number) {
  return answer_to(scene, [&] { return Asker{Side::strangers, "mail form member", std::string(number)}; });
}

std::string nobodys_address() { return fmt::format("nobody@{}.invalid", random::initial_login_id()); }

bool may_send(const AccountScene& scene, const Account& account, std::string_view address) {
  const std::string asking = std::to_string(number(account.id));
  const Budget all_addresses{"mail form account", asking, hour, asker_requests_max};
  const bool may =
      count(scene, all_addresses) <= all_addresses.requests_max &&
      within(scene, {Side::members, "mail form account", fmt::format("{}\n{}", asking, text::email_key(address))});
  if (!may) log_throttled(scene);
  return may;
}

}  // namespace portal::mail_form
