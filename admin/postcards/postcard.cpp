#include <algorithm>
#include <array>
#include <exception>
#include <functional>
#include <system_error>

#include <fmt/format.h>
#include <sys/prctl.h>

#include "admin/accounts/member_name.hpp"
#include "admin/actions.hpp"
#include "admin/child.hpp"
#include "admin/output.hpp"
#include "admin/postcards/print_order.hpp"
#include "admin/scene.hpp"
#include "base/calendar.hpp"
#include "base/secret.hpp"
#include "domain/postcards/postcard_issue.hpp"
#include "sql/household/member_roster.hpp"

namespace portal::admin {
namespace {

namespace fs = std::filesystem;
using postcard_issue::Card;
using postcards::Addressee;

// The files of a run, in the order in which they are written: what says whether the run's cards were issued is the last
// one, a table with their login IDs. A PDF, or what is sealed for the print shop, doesn't say: an index goes with it.
struct Files {
  explicit Files(const Arguments& arguments) : recipient(arguments.text_if_given("--recipient")) {
    const auto pdf_file = arguments.text_if_given("--pdf");
    const auto csv_file = arguments.text_if_given("--csv");
    if (!pdf_file && !csv_file)
      throw Failure(Exit::usage, "--pdf or --csv is missing: what is to be printed goes there");
    if (recipient && !recipient->starts_with("age1"))
      throw Failure(Exit::usage, "--recipient takes a public key of age: it begins with age1");
    if (recipient) demand_program("age", "age");
    const std::string_view ending = recipient ? ".age" : "";
    if (pdf_file) pdf = add(fmt::format("{}{}", *pdf_file, ending));
    if (csv_file) csv = add(fmt::format("{}{}", *csv_file, ending));
    if (pdf_file || recipient) index = add(fs::path(*(pdf_file ? pdf_file : csv_file)).replace_extension(".index.csv"));
  }

  std::vector<fs::path> names;
  std::optional<std::size_t> pdf, csv, index;
  std::optional<std::string> recipient;  // the print shop, who alone can read PDF and table; nothing: whoever has them

 private:
  std::size_t add(const fs::path& name) {
    if (std::ranges::find(names, name) != names.end())
      throw Failure(Exit::usage, fmt::format("two files would be called {}", name.string()));
    names.push_back(name);
    return names.size() - 1;
  }
};

// One card for each, whoever is named twice: of two, both would be live.
std::vector<Addressee> addressees(const SocietyCall& call) {
  const auto today = calendar::date_in_japan(call.now);
  if (!call.arguments.has("--only")) return postcard_issue::due(call.db, today, call.now);
  std::vector<Addressee> found;
  for (const std::string& name : call.arguments.all("--only")) {
    const MemberId member = find_member(call.db, name);
    if (std::ranges::find(found, member, &Addressee::member_id) != found.end()) continue;
    auto one = postcards::addressee(call.db, member, today);
    if (!one)
      throw Failure(Exit::bad_data,
                    fmt::format("{} has an account and ordered no postcard, or is not enrolled today", name));
    found.push_back(*std::move(one));
  }
  return found;
}

std::string ordered_in_words(std::ptrdiff_t count) {
  return count == 0 ? "" : fmt::format(", {} of them ordered by their members", count);
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

constexpr std::string_view login_id_column = "ログインID";

// Whether the cards in a table were issued; nothing when it isn't one.
std::optional<bool> were_issued(const SocietyCall& call, const fs::path& part) {
  constexpr std::array<std::string_view, 1> columns{login_id_column};
  csv::Reader rows(part, {columns, {}});
  if (!rows.next()) return {};
  return postcards::login_id_taken(call.db, rows.get(login_id_column));
}

// A run that was cut off left its files: either its COMMIT happened, then they hold the only copy of the passwords and
// get their names; or it didn't, then they are worthless. The last file says which, if that run was asked for the same
// files as this one; so each table is looked into, and what was issued is never removed.
bool settle_left_over(const SocietyCall& call, PrintOrder& order) {
  std::optional<fs::path> issued;
  bool all_issued = order.is_whole();
  for (const fs::path& part : order.parts_left_over()) {
    const auto issued_here = were_issued(call, part);
    if (issued_here.value_or(false)) issued = part;
    if (!issued_here.value_or(part != order.last_part())) all_issued = false;
  }
  if (issued && !all_issued)
    throw Failure(Exit::no_output,
                  fmt::format("{} holds issued postcards: a run for other files was cut off", issued->string()),
                  "run the command as before, with the same --pdf and --csv: it names its files");
  if (issued) {
    order.finish();
    fmt::print("the run before was cut off after its postcards were issued; {} holds them now\n", order.names());
    return true;
  }
  order.discard(login_id_column);
  tell("portalctl: the run before was cut off before anything was issued; its files are removed\n");
  return false;
}

std::string url_of(const SocietyCall& call) { return call.config.origin + "/" + call.society.slug + "/login"; }

// What the writer writes gets into the file through age, so that the passwords are on no disk; without a recipient, as
// it is.
void write_for(const std::optional<std::string>& recipient, int file, const std::function<void(int)>& writer) {
  if (!recipient) return writer(file);
  const HeldSignals held;
  Pipe plain = make_pipe();
  Child age({"age", "--encrypt", "--recipient", *recipient}, {plain.reads.number(), file});
  plain.reads.close();
  std::exception_ptr met;
  try {
    writer(plain.writes.number());
  } catch (const std::system_error&) {  // age may have gone, whose word comes first
    met = std::current_exception();
  }
  plain.writes.close();
  if (age.end() != 0)
    throw Failure(Exit::no_output, "age has not encrypted the file for that recipient; nothing was issued",
                  "see what it said above, and the print shop's public key");
  if (met) std::rethrow_exception(met);
  HeldSignals::demand_none();
}

// Counts as the press's process asks for its pages.
void print_pdf(const SocietyCall& call, const std::vector<Card>& cards, Timestamp issued_at, int descriptor) {
  auto sheets = postcard_issue::sheets(cards, {call.society, postcards::texts(call.db), url_of(call), issued_at});
  Progress progress("printing pages", sheets.count);
  sheets.sheet = [&progress, next = std::move(sheets.sheet)](std::size_t at) {
    progress.at(at);
    return next(at);
  };
  paper::print(sheets, call.config.paths.templates / "fonts.conf", descriptor);
}

// Who is written otherwise than they are called, by 記号-番号-枝番.
std::vector<std::string> write_files(const SocietyCall& call, const Files& files, PrintOrder& order,
                                     const std::vector<Card>& cards, Timestamp issued_at) {
  const csv::Encoding encoding = encoding_of(call.arguments);
  std::vector<std::string> misprinted;
  const auto write = [&](std::size_t which, const std::function<void(int)>& writer) {
    order.write(which, [&](int file) { write_for(files.recipient, file, writer); });
  };
  if (files.pdf) write(*files.pdf, [&](int descriptor) { print_pdf(call, cards, issued_at, descriptor); });
  if (files.csv) {
    postcard_issue::PrintFile file = postcard_issue::print_file(cards, url_of(call), encoding);
    write(*files.csv, [&](int descriptor) { write_all(descriptor, file.bytes); });
    secret::wipe(file.bytes);
    misprinted = std::move(file.misprinted);
  }
  if (files.index) {
    postcard_issue::PrintFile file = postcard_issue::index_file(cards, encoding);
    order.write(*files.index, file.bytes);
    if (!files.csv) misprinted = std::move(file.misprinted);
  }
  return misprinted;
}

void warn_of_misprints(const std::vector<std::string>& members) {
  if (members.empty()) return;
  tell("portalctl: CP932 lacks a character of {} names or addresses; 〓 stands there:\n", members.size());
  for (const std::string& member : members) tell("  {}\n", member);
  tell("  -> correct them by hand, or use --encoding utf-8\n");
}

void warn_of_missing_addresses(const std::vector<Card>& cards) {
  for (const Card& card : cards) {
    const Addressee& to = card.addressee;
    if (to.address.empty() || to.postal_code.empty())
      tell("portalctl: {} has no address or postal code: the card can't be sent as it is\n",
           member_roster::written(to.symbol, to.number, to.branch));
  }
}

// The files are on disk before the COMMIT and get their names after it: no card is valid that nobody can print, and no
// file has its name whose cards aren't valid.
void issue(const SocietyCall& call, const Files& files, PrintOrder& order, std::vector<Addressee> people,
           audit::Event event) {
  const auto ordered = std::ranges::count(people, true, &Addressee::ordered);
  std::vector<Card> cards = make_cards(call, std::move(people));
  Scene scene = scene_of(call);
  scene.now = call.database.now();  // the cards are there
  const auto misprinted = write_files(call, files, order, cards, scene.now);
  for (Card& card : cards) secret::wipe(card.password);
  try {
    postcard_issue::commit(scene, call.database, cards, event);
  } catch (const postcard_issue::OrderStopped& error) {
    throw Failure(Exit::try_later,
                  fmt::format("the order of {} was stopped while its card was made; nothing was issued", error.what()),
                  "run the same command again");
  } catch (const db::OutcomeUnknown& error) {
    order.keep();
    throw Failure(Exit::try_later, error.what(),
                  "run the same command again: it finds out whether the cards were issued");
  }
  order.finish();
  warn_of_misprints(misprinted);
  warn_of_missing_addresses(cards);
  fmt::print("{} postcards issued{}; {}: {}\n", cards.size(), ordered_in_words(ordered), order.names(),
             files.recipient ? "the print shop alone can read the passwords; delete them once the cards are printed"
                             : "their passwords can't be read again: keep the files safe (--recipient encrypts them), "
                               "delete them once the cards are printed");
}

void lock(const SocietyCall& call) {
  if (postcards::lock_issuing(call.db)) return;
  throw Failure(Exit::try_later, "postcards of this society are being issued right now", "wait until that has ended");
}

// Nobody's memory goes to a disk, whatever happens to this process or to the press's.
void keep_out_of_cores() { prctl(PR_SET_DUMPABLE, 0); }

}  // namespace

Exit postcard_issue(const Changing<SocietyCall>& call) {
  const Files files(call.arguments);
  PrintOrder order(files.names, call.society.slug);
  static_cast<void>(encoding_of(call.arguments));
  keep_out_of_cores();
  lock(call);
  if (order.left_over() && call.applies && settle_left_over(call, order)) return Exit::good;
  std::vector<Addressee> people = addressees(call);
  if (people.empty()) {
    fmt::print("nothing to issue: everybody enrolled has an account or a live postcard, and nobody ordered one\n");
    return Exit::good;
  }
  if (!call.applies) {
    fmt::print("would issue {} postcards{}\n", people.size(),
               ordered_in_words(std::ranges::count(people, true, &Addressee::ordered)));
    return Exit::good;
  }
  issue(call, files, order, std::move(people), audit::Event::postcard_issued);
  return Exit::good;
}

// To look at before any is issued.
Exit postcard_sample(const SocietyCall& call) {
  PrintOrder order(call.arguments.text("--pdf"), call.society.slug);
  order.demand_no_left_over();
  order.write(0, [&](int descriptor) { print_pdf(call, {postcard_issue::sample()}, call.now, descriptor); });
  order.finish();
  fmt::print("{}: the card of a member who doesn't exist\n", order.names());
  return Exit::good;
}

Exit postcard_reissue(const Changing<SocietyCall>& call) {
  const Files files(call.arguments);
  PrintOrder order(files.names, call.society.slug);
  static_cast<void>(encoding_of(call.arguments));
  keep_out_of_cores();
  lock(call);
  if (order.left_over() && call.applies && settle_left_over(call, order)) return Exit::good;
  const std::string name = call.arguments.text("MEMBER");
  auto person = postcards::addressee(call.db, find_member(call.db, name), calendar::date_in_japan(call.now));
  if (!person)
    throw Failure(Exit::bad_data,
                  fmt::format("{} has an account and ordered no postcard, or is not enrolled today", name),
                  "portalctl member show tells which");
  if (!call.applies) {
    fmt::print("would issue a new postcard; the older one would be dead\n");
    return Exit::good;
  }
  issue(call, files, order, {*std::move(person)}, audit::Event::postcard_reissued);
  return Exit::good;
}

}  // namespace portal::admin
