#include "domain/imports/inbox.hpp"

#include <algorithm>
#include <set>
#include <thread>
#include <utility>

#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include "admin/actions.hpp"
#include "admin/imports/one_file.hpp"
#include "admin/output.hpp"
#include "admin/scene.hpp"
#include "base/limits.hpp"
#include "base/log.hpp"
#include "base/secret.hpp"
#include "domain/mails/mails.hpp"
#include "sql/imports/imports.hpp"

namespace portal::admin {
namespace {

namespace fs = std::filesystem;
using import_kinds::Verdict;

// What somebody else made in the folders, its owner couldn't move.
const fs::path& the_root(const Config& config) {
  const fs::path& root = config.inbox.folder;
  if (root.empty())
    throw Failure(Exit::bad_configuration, "portal.toml has no inbox",
                  "[inbox] folder = \"/var/lib/kenko-portal/inbox\"");
  struct stat facts{};
  if (stat(root.c_str(), &facts) != 0)
    throw Failure(Exit::no_input, fmt::format("{}: no such folder", root.string()),
                  "make it; docs/operating.md says whose it is and who may write into it");
  if (facts.st_uid != geteuid())
    throw Failure(Exit::no_permission, fmt::format("{} belongs to another user than {}", root.string(), user_name()),
                  "run portalctl as its owner: sudo -u portal_ctl portalctl inbox run --apply");
  return root;
}

// The database is away, busy or refuses us, or we are to stop: the next run tries it again.
bool is_no_fault_of_the_file(const std::exception& error) {
  return dynamic_cast<const db::TryAgain*>(&error) != nullptr ||
         dynamic_cast<const db::OutcomeUnknown*>(&error) != nullptr ||
         dynamic_cast<const db::Unavailable*>(&error) != nullptr ||
         dynamic_cast<const db::NotGranted*>(&error) != nullptr ||
         dynamic_cast<const std::system_error*>(&error) != nullptr ||
         dynamic_cast<const StopWished*>(&error) != nullptr;
}

// Nobody watches the inbox: between the rows it is asked whether to go on.
class Looker : public import_kinds::Watcher {
 public:
  explicit Looker(const OneFile& one) : one_(one) {}
  void reading(std::size_t) override { one_.look(); }
  void writing(std::size_t) override { one_.look(); }

 private:
  const OneFile& one_;
};

// A run that was cut off may have taken the file in before it could say so. What came in between then and now, such as
// a member's correction, must not meet it a second time. Of kinds whose import isn't known by the file alone, comparing
// tells.
std::optional<import_kinds::Taken> taken_when_cut_off(db::SocietyReader& db, const inbox::Claim& claim) {
  if (!claim.left_since || claim.kind->comes_as_folder) return {};
  const auto before = imports::latest_of(db, claim.kind->name, secret::file_digest(claim.file), *claim.left_since);
  if (!before) return {};
  return import_kinds::report_of(*before);
}

// What killed a run would kill the next one, too.
import_kinds::Taken after_death() {
  return import_kinds::refused(
      0, "取り込みの途中でプログラムが止まりました（ファイルが大きすぎるか、壊れているおそれがあります）",
      "ファイルを確かめ、書き出し直すか小さく分けて、置き直してください。取り込み済みのものが二重になることはありませ"
      "ん");
}

import_kinds::Taken taken(const DatabaseCall& call, MailScene scene, const inbox::Claim& claim, const OneFile& one) {
  if (auto refused = claim.refused_unread()) return *std::move(refused);
  if (auto before = taken_when_cut_off(scene.db, claim)) return *std::move(before);
  if (claim.killed_a_run) return after_death();
  try {
    scene.now = call.database.now();
    const import_kinds::Order order{.database = call.database,
                                    .file = claim.file,
                                    .documents = call.config.paths.documents,
                                    .odd_percent_max = scene.society.odd_percent_max,
                                    .mail_desk = [&scene] { return scene.mail_desk; }};
    Looker looker(one);
    return claim.kind->take_in(scene, order, looker);
  } catch (const TookTooLong&) {
    return import_kinds::refused(0, "取り込みに時間がかかりすぎたので、やめました", "小さく分けて、置き直してください");
  } catch (const std::exception& error) {
    if (is_no_fault_of_the_file(error)) throw;
    tell("portalctl: {}\n", error.what());
    return import_kinds::refused(0, "取り込みの途中で、思わぬ誤りが起きました", "システムの担当者に連絡してください");
  }
}

void say(const Society& society, const import_kinds::Taken& taken, const fs::path& target) {
  const std::string batch = target.filename().string();
  const bool refused = taken.verdict == Verdict::refused;
  const std::string import = taken.import ? fmt::format(" (import {})", number(*taken.import)) : "";
  fmt::print("{}: {}{}: {}\n", society.slug,
             refused                              ? fmt::format("refused, {} faults", taken.faults.size())
             : taken.verdict == Verdict::taken_in ? "taken in"
                                                  : "changes nothing",
             import, target.string());
  std::fflush(stdout);
  log::write(refused ? log::Level::warning : log::Level::info,
             refused ? log::Event("import_refused") : log::Event("import_taken_in"),
             {{"society", society.slug},
              {"batch", batch},
              {"import", taken.import ? number(*taken.import) : 0},
              {"odd", static_cast<std::int64_t>(taken.odd_count)},
              {"faults", static_cast<std::int64_t>(taken.faults.size())}});
}

void count(mails::InboxRun& run, const import_kinds::Taken& taken) {
  run.odd += taken.odd_count;
  if (taken.verdict == Verdict::refused) {
    ++run.refused;
  } else if (taken.verdict == Verdict::taken_already) {
    ++run.unchanged;
  } else {
    ++run.taken_in;
    run.added += taken.counts.added;
    run.changed += taken.counts.changed;
    run.ended += taken.counts.ended;
  }
}

class Run {
 public:
  Run(const DatabaseCall& call, const MailDesk& desk, const fs::path& root) : call_(call), desk_(desk), root_(root) {}

  enum class Found { nothing, only_what_must_wait, something };
  // One look at a society's folder: what is ready is taken in.
  Found look(const Society& society) {
    const inbox::Inbox inbox(root_, society.slug);
    inbox.make_folders();
    inbox.hide_litter();
    auto dropped = inbox.dropped(machine_now(), call_.config.inbox.settle);
    std::erase_if(dropped, [&](const inbox::Dropped& one) { return out_of_reach_.contains(place(society, one)); });
    const bool any_ready = !dropped.empty() && dropped.front().ready;
    if (!any_ready && !inbox.has_begun()) return dropped.empty() ? Found::nothing : Found::only_what_must_wait;
    db::SocietyDatabase db(call_.database, society.id);
    const MailScene scene = desk_.scene(scene_of(call_, society, db));
    if (!imports::lock(db)) return Found::only_what_must_wait;
    for (const inbox::Claim& claim : inbox.left_over(machine_now())) take_in(scene, inbox, claim);
    for (const inbox::Dropped& one : dropped) {
      if (!one.ready) break;  // what comes behind it may need it
      if (const auto claim = claim_or_leave(society, inbox, one)) take_in(scene, inbox, *claim);
    }
    imports::unlock(db);
    tell_clerks(scene);
    return Found::something;
  }

  // What was left lies there still: the next run, a minute later, must look again whatever else was refused.
  Exit exit() const {
    return !out_of_reach_.empty() ? Exit::no_permission : refused_any_ ? Exit::bad_data : Exit::good;
  }

 private:
  using Place = std::tuple<std::string, std::string_view, std::string>;
  static Place place(const Society& society, const inbox::Dropped& one) {
    return {society.slug, one.kind->name, one.name};
  }

  // The society's clerks, who see neither the journal nor, before they look, the folder. Counts alone.
  void tell_clerks(MailScene scene) {
    const mails::InboxRun run = std::exchange(untold_, {});
    if (run == mails::InboxRun{} || !scene.society.contact_mail) return;
    scene.now = call_.database.now();
    db::Transaction transaction(call_.database);
    mails::inbox_run(scene, *scene.society.contact_mail, run);
    transaction.commit();
  }

  // What only its owner can move keeps nothing else waiting.
  std::optional<inbox::Claim> claim_or_leave(const Society& society, const inbox::Inbox& inbox,
                                             const inbox::Dropped& one) {
    try {
      return inbox.claim(one, call_.database.now());
    } catch (const std::system_error& error) {
      if (!is_forbidden(error.code())) throw;
      out_of_reach_.insert(place(society, one));
      tell("portalctl: {}\n  -> let its group read and write it (chmod g+rwx), or take it away\n", error.what());
      return {};
    }
  }

  // Whatever ends it with a word gives the file back: the next run takes it in.
  void take_in(const MailScene& scene, const inbox::Inbox& inbox, const inbox::Claim& claim) {
    const OneFile one;
    const inbox::Claim begun = inbox.begin(claim);
    import_kinds::Taken result{Verdict::refused};
    fs::path target;
    try {
      result = taken(call_, scene, begun, one);
      target = inbox.finish(begun, result);
    } catch (...) {
      inbox.give_back(begun);
      throw;
    }
    refused_any_ = refused_any_ || result.verdict == Verdict::refused;
    count(untold_, result);
    say(scene.society, result, target);
  }

  const DatabaseCall& call_;
  const MailDesk& desk_;
  const fs::path& root_;
  bool refused_any_ = false;
  mails::InboxRun untold_;        // of the society that is looked at
  std::set<Place> out_of_reach_;  // what this run couldn't move
};

Exit list_what_waits(const DatabaseCall& call, const fs::path& root) {
  Table table({"society", "kind", "name", "ready"});
  for (const Society& society : chosen_societies(call))
    for (const auto& one : inbox::Inbox(root, society.slug).dropped(machine_now(), call.config.inbox.settle))
      table.add({society.slug, std::string(one.kind->name), one.name, one.ready});
  table.print(false);
  return Exit::good;
}

}  // namespace

Exit inbox_run(const Changing<DatabaseCall>& call) {
  const fs::path& root = the_root(call.config);
  if (!call.applies) return list_what_waits(call, root);
  constexpr auto pause = std::chrono::milliseconds(500);
  const auto deadline = std::chrono::steady_clock::now() + limits::inbox_wait_max;
  const auto societies = chosen_societies(call);
  const MailDesk desk(call.config);
  Run run(call, desk, root);
  const auto look_everywhere = [&] {
    auto most = Run::Found::nothing;
    for (const Society& society : societies) most = std::max(most, run.look(society));
    return most;
  };
  for (auto found = look_everywhere(); found != Run::Found::nothing; found = look_everywhere()) {
    if (found == Run::Found::something) continue;
    if (std::chrono::steady_clock::now() >= deadline)
      throw Failure(Exit::try_later, "files are still being written, or another import is running",
                    "portalctl inbox run --dry-run lists them; run it again");
    std::this_thread::sleep_for(pause);
  }
  return run.exit();
}

}  // namespace portal::admin
