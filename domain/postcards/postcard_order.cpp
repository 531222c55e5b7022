#include "domain/postcards/postcard_order.hpp"

#include <algorithm>
#include <vector>

#include <fmt/format.h>

#include "base/limits.hpp"
#include "base/random.hpp"
#include "base/text.hpp"
#include "domain/accounts/mail_form.hpp"
#include "domain/mails/mails.hpp"
#include "sql/accounts/account_emails.hpp"

namespace portal::postcard_order {
namespace {

using postcard_orders::Named;

constexpr std::size_t addresses_max = limits::emails_per_account_max + 1;  // and the core system's

// A member with their account's number and all known addresses; of nobody, the same statement.
struct Reached {
  std::optional<AccountId> account;
  std::vector<std::string> addresses;
};

Reached reached(db::SocietyReader& db, const std::optional<Named>& named) {
  const auto owned = account_emails::of_member(db, named ? named->member_id : MemberId{});
  Reached found;
  for (const auto& one : owned) {
    found.account = one.account;
    found.addresses.push_back(one.address);
  }
  const std::string held = text::fold_email(named ? named->held_address.value_or("") : "");
  const auto is_held = [&held](const std::string& other) { return text::is_same_email(held, other); };
  if (text::is_email(held) && std::ranges::none_of(found.addresses, is_held)) found.addresses.push_back(held);
  return found;
}

bool agrees(const Named& named, const Entry& entry) {
  return named.birth_date == entry.birth_date && text::search_key(named.kana) == text::search_key(entry.kana);
}

bool may_order(const postcard_orders::Standing& standing) {
  return standing.open == 0 && standing.taken < limits::postcard_orders_max &&
         standing.stopped < limits::postcard_orders_stopped_max;
}

// As many mails as a member can have addresses; those beyond are for nobody.
void tell(const AccountScene& scene, const Reached& reached, const std::string& stop_token, bool is_ordered) {
  for (std::size_t at = 0; at < addresses_max; ++at) {
    const bool is_sent = is_ordered && at < reached.addresses.size();
    mails::PostcardOrdered mail{.stop_token = stop_token, .is_sent = is_sent};
    if (is_sent) mail.account = reached.account;
    mails::postcard_ordered(scene, is_sent ? reached.addresses[at] : mail_form::nobodys_address(), mail);
  }
}

}  // namespace

// Orders of one number take turns by mail_form's counts, so that none is judged while another is being written.
void order(const AccountScene& scene, const Entry& entry) {
  const std::string number = fmt::format("{}\n{}\n{}", entry.symbol, entry.number, entry.branch);
  const auto answer = mail_form::ask_for_member(scene, number);
  if (answer == mail_form::Answer::refused) return;
  const auto named =
      postcard_orders::named(scene.db, entry.symbol, entry.number, entry.branch, calendar::date_in_japan(scene.now));
  const auto member = named ? std::optional(named->member_id) : std::nullopt;
  const auto standing = postcard_orders::standing(scene.db, member, scene.now - limits::postcard_order_life);
  const Reached who = reached(scene.db, named);
  const bool is_ordered =
      answer == mail_form::Answer::to_owner && named && agrees(*named, entry) && may_order(standing);
  const std::string stop_token = random::token();
  const auto order = postcard_orders::add(scene.db, is_ordered ? member : std::nullopt, stop_token, scene.now);
  tell(scene, who, stop_token, is_ordered);
  record(scene, is_ordered ? audit::Event::postcard_ordered : audit::Event::postcard_order_refused,
         {.member = member, .object = order});
}

bool stop(const Scene& scene, const postcard_orders::Order& order) {
  if (!postcard_orders::stop(scene.db, order.id, scene.now)) return false;
  record(scene, audit::Event::postcard_order_stopped, {.member = order.member_id, .object = order.id});
  return true;
}

}  // namespace portal::postcard_order
