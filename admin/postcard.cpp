#include <array>

#include <fmt/format.h>

#include "admin/actions.hpp"
#include "admin/member_name.hpp"
#include "admin/output.hpp"
#include "admin/print_order.hpp"
#include "base/calendar.hpp"
#include "base/csv.hpp"
#include "domain/postcard_issue.hpp"

namespace portal::admin {
namespace {

using postcard_issue::Card;
using postcards::Addressee;

postcard_issue::Encoding encoding_of(const Arguments& arguments) {
  const std::string name = arguments.text_if_given("--encoding").value_or("utf-8");
  if (name == "utf-8") return postcard_issue::Encoding::utf8;
  if (name == "cp932") return postcard_issue::Encoding::cp932;
  throw Failure(Exit::usage, fmt::format("--encoding takes utf-8 or cp932, not \"{}\"", name));
}

std::vector<Addressee> addressees(const SocietyCall& call) {
  const auto today = calendar::date_in_japan(call.now);
  if (!call.arguments.has("--only")) return postcard_issue::without_way_in(call.db, today, call.now);
  std::vector<Addressee> found;
  for (const std::string& name : call.arguments.all("--only")) {
    auto one = postcards::addressee(call.db, find_member(call.db, name), today);
    if (!one) throw Failure(Exit::bad_data, fmt::format("{} has an account, or is not enrolled today", name));
    found.push_back(*std::move(one));
  }
  return found;
}

std::vector<Card> make_cards(const SocietyCall& call, std::vector<Addressee> people) {
  const WebSecrets secrets = read_web_secrets(call.config.secrets_directory);
  const PasswordHasher hasher(call.config.hash_cost, secrets.peppers, secrets.current_pepper_id);
  Progress progress("making postcards", people.size());
  std::vector<Card> cards;
  cards.reserve(people.size());
  for (Addressee& person : people) {
    cards.push_back(postcard_issue::make(call.db, hasher, std::move(person)));
    progress.at(cards.size());
  }
  return cards;
}

// A run that was cut off left its file: either its COMMIT happened, then the file holds the only copy of the passwords
// and gets its name; or it didn't, then the file is worthless.
bool settle_left_over(const SocietyCall& call, PrintOrder& order) {
  constexpr std::array<std::string_view, 1> columns{"ログインID"};
  csv::Reader rows(order.part(), {columns, {}});
  const bool committed = rows.next() && postcards::login_id_taken(call.db, rows.get("ログインID"));
  if (committed) {
    order.finish();
    fmt::print("the run before was cut off after its postcards were issued; {} holds them now\n",
               order.file().string());
    return true;
  }
  std::filesystem::remove(order.part());
  fmt::print(stderr, "portalctl: the run before was cut off before anything was issued; its file is removed\n");
  return false;
}

void warn_of_misprints(const std::vector<std::string>& members) {
  if (members.empty()) return;
  fmt::print(stderr, "portalctl: CP932 lacks a character of {} names or addresses; 〓 stands there:\n", members.size());
  for (const std::string& member : members) fmt::print(stderr, "  {}\n", member);
  fmt::print(stderr, "  -> correct them by hand, or use --encoding utf-8\n");
}

// The file is on disk before the COMMIT and gets its name after it: no card is valid that nobody can print, and no file
// has its name whose cards aren't valid.
void issue(const SocietyCall& call, PrintOrder& order, std::vector<Addressee> people, const std::string& event) {
  const postcard_issue::Encoding encoding = encoding_of(call.arguments);
  const std::vector<Card> cards = make_cards(call, std::move(people));
  const std::string url = call.config.origin + "/" + call.society.slug + "/login";
  const postcard_issue::PrintFile file = postcard_issue::print_file(cards, url, encoding);
  order.write(file.bytes);
  try {
    postcard_issue::commit(call.database, call.db, cards, event, operator_name());
  } catch (const db::OutcomeUnknown& error) {
    order.keep();
    throw Failure(Exit::try_later, error.what(),
                  "run the same command again: it finds out whether the cards were issued");
  }
  order.finish();
  warn_of_misprints(file.misprinted);
  fmt::print(
      "{} postcards issued; {} holds their passwords, which can't be read again: keep it safe, delete it once "
      "they are printed\n",
      cards.size(), order.file().string());
}

void lock(const SocietyCall& call) {
  if (postcards::lock_issuing(call.db)) return;
  throw Failure(Exit::try_later, "postcards of this society are being issued right now", "wait until that has ended");
}

}  // namespace

Exit postcard_issue(const SocietyCall& call) {
  PrintOrder order(call.arguments.text("--csv"), call.society.slug);
  static_cast<void>(encoding_of(call.arguments));
  lock(call);
  if (order.left_over() && !call.dry_run && settle_left_over(call, order)) return Exit::good;
  std::vector<Addressee> people = addressees(call);
  if (people.empty()) {
    fmt::print("nothing to issue: everybody enrolled has an account or a live postcard\n");
    return Exit::good;
  }
  if (call.dry_run) {
    fmt::print("would issue {} postcards\n", people.size());
    return Exit::good;
  }
  issue(call, order, std::move(people), "postcard_issued");
  return Exit::good;
}

Exit postcard_reissue(const SocietyCall& call) {
  PrintOrder order(call.arguments.text("--csv"), call.society.slug);
  static_cast<void>(encoding_of(call.arguments));
  lock(call);
  if (order.left_over() && !call.dry_run && settle_left_over(call, order)) return Exit::good;
  const std::string name = call.arguments.text("MEMBER");
  auto person = postcards::addressee(call.db, find_member(call.db, name), calendar::date_in_japan(call.now));
  if (!person)
    throw Failure(Exit::bad_data, fmt::format("{} has an account, or is not enrolled today", name),
                  "portalctl member show tells which");
  if (call.dry_run) {
    fmt::print("would issue a new postcard; the older one would be dead\n");
    return Exit::good;
  }
  issue(call, order, {*std::move(person)}, "postcard_reissued");
  return Exit::good;
}

}  // namespace portal::admin
