#include "domain/accounts/mail_form.hpp"

#include "base/log.hpp"
#include "base/network.hpp"
#include "sql/accounts/throttles.hpp"

namespace portal::mail_form {
namespace {

using namespace std::chrono_literals;

constexpr int client_requests_max = 20;
constexpr int address_hour_requests_max = 3;
constexpr int address_day_requests_max = 10;
constexpr int society_requests_max = 2000;
constexpr auto hour = 1h;
constexpr auto day = 24h;

}  // namespace

// What a narrower count refuses is not charged to the wider ones, so that nobody can use those up for all. Always in
// this order: two requests never wait for each other's rows.
bool may_send(const AccountScene& scene, std::string_view address) {
  const auto within = [&](std::string_view kind, std::string_view value, std::chrono::seconds window,
                          int requests_max) {
    return throttles::add(scene.db, throttles::key(scene.secrets.throttle_key, kind, value), scene.now, window) <=
           requests_max;
  };
  const bool may = within("mail form client", client_of(scene.origin.client_address), hour, client_requests_max) &&
                   within("mail form address hour", address, hour, address_hour_requests_max) &&
                   within("mail form address day", address, day, address_day_requests_max) &&
                   within("mail form society", "", hour, society_requests_max);
  if (!may)
    log::write(log::Level::warning, "mail_form_throttled",
               {{"request", scene.origin.request_id}, {"client", scene.origin.client_address}});
  return may;
}

}  // namespace portal::mail_form
