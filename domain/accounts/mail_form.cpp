#include "domain/accounts/mail_form.hpp"

#include <array>
#include <span>

#include <fmt/format.h>

#include "base/log.hpp"
#include "base/network.hpp"
#include "base/random.hpp"
#include "sql/accounts/throttles.hpp"

namespace portal::mail_form {
namespace {

using namespace std::chrono_literals;

constexpr int asker_requests_max = 20;
constexpr int address_hour_requests_max = 3;
constexpr int address_day_requests_max = 10;
constexpr int askers_of_an_address = 2;
constexpr int society_requests_max = 2000;
constexpr auto hour = 1h;
constexpr auto day = 24h;

struct Budget {
  std::string kind, value;
  std::chrono::seconds window;
  int requests_max;
};

int count(const AccountScene& scene, const Budget& budget) {
  return throttles::add(scene.db, throttles::key(scene.secrets.throttle_key, budget.kind, budget.value), scene.now,
                        budget.window);
}

// The count that nobody asks.
Budget refused(const std::string& asker) { return {"mail form refused", asker, hour, 0}; }

// What a narrower count refuses is not charged to the wider ones, so that nobody can use those up for all; a count that
// nobody asks takes it, for the same work. Always in this order: two requests never wait for each other's rows.
bool within(const AccountScene& scene, std::span<const Budget> narrow_to_wide, const std::string& asker) {
  bool may = true;
  for (const Budget& budget : narrow_to_wide) {
    const int counted = count(scene, may ? budget : refused(asker));
    may = may && counted <= budget.requests_max;
  }
  return may;
}

void log_throttled(const AccountScene& scene) {
  log::write(log::Level::warning, "mail_form_throttled",
             {{"request", scene.origin.request_id}, {"client", scene.origin.client_address}});
}

// Said once an hour for each society: from here on, nobody of it gets a mail that they ask for.
bool within_society(const AccountScene& scene, const char* kind) {
  const int counted = count(scene, {kind, "", hour, society_requests_max});
  if (counted == society_requests_max + 1)
    log::write(log::Level::error, "mail_form_society_used_up",
               {{"request", scene.origin.request_id},
                {"society", scene.society.slug},
                {"limit", std::int64_t{society_requests_max}}});
  return counted <= society_requests_max;
}

}  // namespace

Answer ask(const AccountScene& scene, Form form, std::string_view address) {
  const std::string client = client_of(scene.origin.client_address);
  if (count(scene, {"mail form client", client, hour, asker_requests_max}) > asker_requests_max) {
    log_throttled(scene);
    return Answer::refused;
  }
  const std::string of = form == Form::registration ? "mail form registration" : "mail form reissue";
  const std::string to(address), pair = fmt::format("{}\n{}", client, address);
  const std::array budgets{Budget{of + " client hour", pair, hour, address_hour_requests_max},
                           Budget{of + " client day", pair, day, address_day_requests_max},
                           Budget{of + " hour", to, hour, askers_of_an_address * address_hour_requests_max},
                           Budget{of + " day", to, day, askers_of_an_address * address_day_requests_max}};
  bool may = within(scene, budgets, client);
  if (may)
    may = within_society(scene, "mail form society");
  else
    count(scene, refused(client));
  if (!may) log_throttled(scene);
  return may ? Answer::to_owner : Answer::to_nobody;
}

std::string nobodys_address() { return fmt::format("nobody@{}.invalid", random::initial_login_id()); }

bool may_send(const AccountScene& scene, const Account& account, std::string_view address) {
  const std::string asker = std::to_string(number(account.id));
  const std::string pair = fmt::format("{}\n{}", asker, address);
  const std::array budgets{Budget{"mail form account", asker, hour, asker_requests_max},
                           Budget{"mail form account hour", pair, hour, address_hour_requests_max},
                           Budget{"mail form account day", pair, day, address_day_requests_max}};
  const bool may = within(scene, budgets, asker) && within_society(scene, "mail form society accounts");
  if (!may) log_throttled(scene);
  return may;
}

}  // namespace portal::mail_form
