#include "tests/support/parallel.hpp"

#include <algorithm>
#include <atomic>
#include <deque>
#include <stdexcept>
#include <thread>

#include "handlers/site.hpp"

namespace portal::testing {
namespace {

db::Settings settings(db::Access access) { return test_database().settings(DatabaseRole::web, access); }

struct Worker {
  db::Database reading, writing;
  Portal portal;
  explicit Worker(const Installation& installation)
      : reading(settings(db::Access::read_only)),
        writing(settings(db::Access::read_write)),
        portal(installation, site(), reading, writing) {
    reading.connect();  // the connector's driver does not like to be met by many threads
    writing.connect();
  }
};

}  // namespace

Request posted(Browser& browser, const std::string& path,
               const std::vector<std::pair<std::string, std::string>>& typed) {
  Request request;
  request.method = Method::post;
  request.path = path;
  request.form.add("csrf", browser.form_token());
  for (const auto& [name, value] : typed) request.form.add(name, value);
  for (const char* name : {"step", "form", "sid", "device", "codes"})
    if (!browser.cookie(name).empty()) request.cookies.add(name, browser.cookie(name));
  return request;
}

std::vector<Reply> answer_in_parallel(TestPortal& portal, const std::vector<Request>& requests) {
  constexpr std::size_t workers_max = 40;  // two connections each
  std::deque<Worker> workers;
  while (workers.size() < std::min(requests.size(), workers_max)) workers.emplace_back(portal.installation);
  std::vector<Reply> replies(requests.size());
  std::atomic<std::size_t> next = 0;
  std::vector<std::thread> threads;
  for (Worker& worker : workers)
    threads.emplace_back([&] {
      for (std::size_t one = next++; one < requests.size(); one = next++)
        replies[one] = worker.portal.answer(requests[one], portal.now);
    });
  for (std::thread& thread : threads) thread.join();
  return replies;
}

Reply answer_while_held(TestPortal& portal, const Request& request, db::Transaction& other) {
  using namespace std::chrono_literals;
  db::Database watching(test_database().settings(DatabaseRole::root));
  watching.connect();
  bool waited = false;
  std::thread committing([&] {
    // To who looks more often than each 100 ms the server shows the same again.
    for (int looks = 0; looks < 25 && !waited; ++looks, std::this_thread::sleep_for(150ms)) {
      auto rows = watching.select(
          "SELECT COUNT(*) AS waiting FROM information_schema.innodb_trx WHERE trx_state = 'LOCK WAIT'");
      waited = rows.next() && rows.get<int>("waiting") > 0;
    }
    other.commit();
  });
  const auto replies = answer_in_parallel(portal, {request});
  committing.join();
  if (!waited) throw std::runtime_error("the request waited for nothing");
  return replies.front();
}

}  // namespace portal::testing
