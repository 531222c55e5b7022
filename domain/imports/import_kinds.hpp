#pragma once
#include <algorithm>
#include <concepts>
#include <filesystem>
#include <functional>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "base/calendar.hpp"
#include "domain/imports/import_file.hpp"
#include "domain/scene.hpp"
#include "sql/imports/imports.hpp"
#include "sql/publishing/articles.hpp"

// Files that are taken in, by portalctl's commands and by the inbox (docs/decisions/0017). Those that are kept as
// imports go through take_in: plan → faults → report → nothing to change → apply → revert; command and inbox differ in
// the Order and the Watcher alone. What a file says is compared with what holds, whichever files came before: the same
// one may come again, and taken in twice it changes nothing the second time. Those that are shown go through publish. A
// kind of file is a struct of static parts that the concepts below demand, and a line of the table in import_kinds.cpp.
namespace portal::import_kinds {

// What is to be taken in, and on which terms: what a command asks its operator, the inbox answers with no.
struct Order {
  db::Database& database;
  std::filesystem::path file;                   // or the folder, of kinds that come as one
  std::filesystem::path documents = {};         // the folder of all documents' bytes; empty: documents are refused
  bool applies = true;                          // false: only says what would be done
  std::size_t ending_allowed = 0;               // how many may leave by a whole roster beyond the usual
  std::optional<int> odd_percent_max = {};      // where nobody watches: more of 確認 than that refuse the file
  std::function<mails::Desk()> mail_desk = {};  // asked where mails are made, and only then
  // Asked when what is taken in is about to be seen, not before: whoever looked while it was read and written has not
  // seen it, and must be told of it.
  std::function<Timestamp()> clock = [&database = database] { return database.now(); };
};

// What is known of a file before anything changes; a kind's own plan derives from it.
struct Plan {
  std::string file_digest = {};
  imports::Counts counts = {};
  std::vector<csv::Fault> faults = {};              // any: nothing may be applied
  std::vector<std::string> notices = {};            // of the file as a whole
  std::vector<import_file::Outcome> outcomes = {};  // what becomes of which line, and what is worth a look (確認)
  std::size_t odd_count = 0;                        // all of 確認, told by name or not
  std::vector<MemberId> sampled = {};               // of whom outcomes say what they have now (見本)
  std::optional<csv::Fault> objection = {};         // refuses a sound file for want of the operator's word for it

  // All that the file says is so already, whichever file it came with.
  bool changes_nothing() const { return counts.added + counts.changed + counts.ended == 0; }
};

// A row in the audit log for each member of the sample, before it is shown: with or without --apply they are seen.
void record_sample(const Scene& scene, const Plan& plan);

// Who is told while it happens. An exception ends it, and nothing is kept.
class Watcher {
 public:
  Watcher() = default;
  virtual ~Watcher() = default;
  Watcher(const Watcher&) = delete;
  Watcher& operator=(const Watcher&) = delete;

  virtual void reading(std::size_t) {}                      // rows done
  virtual void planned(const Plan&, const std::string&) {}  // a plan without faults, and its figures in words
  virtual void writing(std::size_t) {}                      // rows done
};

enum class Verdict { would_be_taken_in, taken_in, taken_already, refused };

struct Taken {
  Verdict verdict;
  std::optional<ImportId> import = {};            // its row; none for notices, topics and screenings
  std::optional<Timestamp> applied_at = {};       // when, of the same file's latest import when it changes nothing now
  std::vector<csv::Fault> faults = {};            // why it was refused; nothing was changed
  std::vector<import_file::Outcome> report = {};  // what became of which line, and what is worth a look
  imports::Counts counts = {};                    // of lines; zeros for notices, topics and screenings
  std::size_t odd_count = 0;                      // see Plan
};
Taken refused(std::size_t line, std::string reason, std::string remedy);

// Where a kind writes: in the transaction that adds the import, at the moment when that began.
struct Writing : Scene {
  const Order& order;
  ImportId import;
  const import_file::Progress& progress;
};

// A file whose import is kept as a row of `imports`. `plan` checks the whole file, compares it with what is stored and
// changes nothing; `write` may find faults that came up meanwhile, and then nothing is kept. What has to be done before
// the transaction stands in a part `prepare`.
template <class K>
concept Imported = std::derived_from<typename K::Plan, Plan> &&
                   requires(db::SocietyReader& db, const Order& order, const import_file::Progress& progress,
                            const Writing& writing, typename K::Plan& plan) {
                     { K::name } -> std::convertible_to<std::string_view>;
                     { K::comes_as_folder } -> std::convertible_to<bool>;
                     { K::imported } -> std::convertible_to<audit::Event>;
                     { K::plan(db, order, calendar::Date{}, progress) } -> std::same_as<typename K::Plan>;
                     { K::figures(plan) } -> std::same_as<std::string>;
                     { K::write(writing, plan) } -> std::same_as<void>;
                   };

// One whose import can be undone as a whole; the same file may then be taken in again. The others say `why_no_revert`
// and what to do `instead`.
template <class K>
concept Reversible = requires(db::SocietyReader& db, const Scene& scene, const imports::Import& import) {
  { K::reverted } -> std::convertible_to<audit::Event>;
  { K::what_is_in_the_way(db, import) } -> std::same_as<std::string>;  // "": nothing
  { K::take_back(scene, import.id) } -> std::same_as<std::string>;     // what was done
};

// One that shows what a clerk wrote: no row of `imports`, withdrawn by its own command. What would be done is the work
// itself, undone.
template <class K>
concept Published = requires(const std::filesystem::path& file, const Scene& scene, typename K::Content& content,
                             const typename K::Result& result) {
  { K::name } -> std::convertible_to<std::string_view>;
  { K::read(file) } -> std::same_as<typename K::Content>;
  { K::take_in(scene, content) } -> std::same_as<std::optional<typename K::Result>>;  // nothing: content.faults
  { K::change_of(result) } -> std::same_as<articles::Change>;
  { K::in_words(content, result) } -> std::same_as<std::string>;
};

Taken report_of(const imports::Import& before);                                       // taken in already
Taken report_of(ImportId import, Plan& plan);                                         // taken in now
Taken report_of_unchanged(db::SocietyReader& db, std::string_view kind, Plan& plan);  // changes nothing
// More of 確認 than a file may have that nobody watches; they are its faults then.
std::optional<Taken> refused_as_odd(const Order& order, const Plan& plan);
Verdict verdict_of(articles::Change change, bool applies);                        // published
Taken report_of(articles::Change change, bool applies, const std::string& what);  // the same, in words

// One transaction: all of the plan, its row in imports and its audit row, or nothing. The plan must have no faults and
// be made under imports::lock, so that what it was compared with is still so. Nothing: write has found faults, which
// the plan then has. Throws std::logic_error for a plan with faults.
template <Imported K>
std::optional<ImportId> apply(const Scene& scene, const Order& order, typename K::Plan& plan,
                              const import_file::Progress& progress) {
  if (!plan.faults.empty()) throw std::logic_error("a file with faults is never applied");
  if constexpr (requires { K::prepare(scene, order, plan, progress); }) K::prepare(scene, order, plan, progress);
  db::Transaction transaction(order.database);
  Scene moment = scene;
  moment.now = order.clock();
  const ImportId id = imports::add(scene.db,
                                   {std::string(K::name), import_file::name_of(order.file, K::comes_as_folder),
                                    plan.file_digest, scene.origin.operator_name, plan.counts},
                                   moment.now);
  K::write(Writing{moment, order, id, progress}, plan);
  if (!plan.faults.empty()) return {};
  moment.now = order.clock();
  imports::set_applied(scene.db, id, moment.now);
  record(moment, K::imported, {.object = id});
  transaction.commit();
  return id;
}

template <Imported K>
Taken take_in(const Scene& scene, const Order& order, Watcher& watcher) {
  auto plan = K::plan(scene.db, order, calendar::date_in_japan(scene.now),
                      [&watcher](std::size_t done) { watcher.reading(done); });
  if (!plan.faults.empty()) return {.verdict = Verdict::refused, .faults = std::move(plan.faults)};
  if (!plan.changes_nothing())
    if (auto refused = refused_as_odd(order, plan)) return *std::move(refused);
  record_sample(scene, plan);
  watcher.planned(plan, K::figures(plan));
  if (plan.changes_nothing()) return report_of_unchanged(scene.db, K::name, plan);
  if (plan.objection) return {.verdict = Verdict::refused, .faults = {*std::move(plan.objection)}};
  if (!order.applies) return {.verdict = Verdict::would_be_taken_in};
  const auto id = apply<K>(scene, order, plan, [&watcher](std::size_t done) { watcher.writing(done); });
  return id ? report_of(*id, plan) : Taken{.verdict = Verdict::refused, .faults = std::move(plan.faults)};
}

// What was done. Nothing: something is in the way, or it was undone meanwhile, so nothing was done.
template <Reversible K>
std::optional<std::string> revert(const Scene& scene, db::Database& database, const imports::Import& import) {
  db::Transaction transaction(database);
  if (!K::what_is_in_the_way(scene.db, import).empty() || !imports::mark_reverted(scene.db, import.id, scene.now))
    return {};
  std::string done = K::take_back(scene, import.id);
  record(scene, K::reverted, {.object = import.id});
  transaction.commit();
  return done;
}

// A file of a Published kind, and what became of it.
template <Published K>
struct Arrived {
  std::filesystem::path file;
  typename K::Content content;
  std::optional<typename K::Result> result = {};  // nothing: content.faults says why

  explicit Arrived(std::filesystem::path from) : file(std::move(from)), content(K::read(file)) {}
};

// One transaction, which commits when `applies` and no file has faults; else nothing is changed. Every file is tried,
// so that a clerk sees all faults at once. Members may wait for it: whoever has more to look up or to say, does so
// outside.
template <Published K>
void publish(const Scene& scene, db::Database& database, std::span<Arrived<K>> files, bool applies) {
  db::Transaction transaction(database);
  for (Arrived<K>& one : files) one.result = K::take_in(scene, one.content);
  if (applies && std::ranges::all_of(files, [](const Arrived<K>& one) { return one.result.has_value(); }))
    transaction.commit();
}

template <Published K>
Taken publish_file(const Scene& scene, const Order& order, Watcher&) {
  Arrived<K> one(order.file);
  publish<K>(scene, order.database, {&one, 1}, order.applies);
  if (!one.result) return {.verdict = Verdict::refused, .faults = std::move(one.content.faults)};
  Taken taken = report_of(K::change_of(*one.result), order.applies, K::in_words(one.content, *one.result));
  for (const csv::Fault& doubt : one.content.doubts)
    taken.report.push_back({"注意", doubt.line, "", "", "", doubt.reason + " → " + doubt.remedy});
  return taken;
}

// take_in of an Imported kind, or publish_file of a Published one.
using TakeIn = Taken(const Scene& scene, const Order& order, Watcher& watcher);

// A line of the table: the inbox finds it by its folder, `import revert` by the name that its imports bear.
struct Kind {
  std::string_view name;
  bool comes_as_folder;
  TakeIn* take_in;
  // Of kinds that can be undone.
  std::string (*what_is_in_the_way)(db::SocietyReader& db, const imports::Import& import) = nullptr;
  std::optional<std::string> (*revert)(const Scene& scene, db::Database& database,
                                       const imports::Import& import) = nullptr;
  // Of the others, for their operator.
  std::string_view why_no_revert = {}, instead = {};
};

template <Imported K>
constexpr Kind kind_of() {
  if constexpr (Reversible<K>)
    return {K::name, K::comes_as_folder, take_in<K>, K::what_is_in_the_way, revert<K>};
  else
    return {.name = K::name,
            .comes_as_folder = K::comes_as_folder,
            .take_in = take_in<K>,
            .why_no_revert = K::why_no_revert,
            .instead = K::instead};
}
template <Published K>
constexpr Kind kind_of() {
  return {.name = K::name, .comes_as_folder = false, .take_in = publish_file<K>};
}

// In the order in which they are taken in: the roster first, since the others name its members.
std::span<const Kind> kinds();

// Nothing: imports of a kind that was.
const Kind* find(std::string_view name);

}  // namespace portal::import_kinds
