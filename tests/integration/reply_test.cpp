#include <array>

#include <boost/test/unit_test.hpp>
#include <fcgiapp.h>
#include <sys/socket.h>
#include <unistd.h>

#include "fcgi/request.hpp"

using portal::Reply;

namespace {

// What each write() of an answer put on its connection: of a socket of packets, one read gets one write.
std::vector<std::string> writes_of(Reply reply) {
  std::array<int, 2> ends{};
  BOOST_REQUIRE(socketpair(AF_UNIX, SOCK_SEQPACKET, 0, ends.data()) == 0);
  FCGX_Request request;
  FCGX_InitRequest(&request, 0, 0);
  request.ipcFd = ends[0];
  request.requestId = 1;
  std::vector<std::string> writes;
  portal::send(request, reply);
  BOOST_TEST(request.ipcFd < 0);
  std::string packet(1'000'000, '\0');
  for (ssize_t got = 0; (got = recv(ends[1], packet.data(), packet.size(), 0)) > 0;)
    writes.push_back(packet.substr(0, static_cast<std::size_t>(got)));
  close(ends[1]);
  return writes;
}

// Of each record its kind and content.
std::vector<std::pair<int, std::string>> records_in(std::string_view bytes) {
  const auto number = [&bytes](std::size_t at) {
    return static_cast<unsigned char>(bytes[at]) * 256U + static_cast<unsigned char>(bytes[at + 1]);
  };
  std::vector<std::pair<int, std::string>> found;
  while (bytes.size() >= 8) {
    BOOST_TEST(number(2) == 1U);
    const std::size_t length = number(4);
    found.emplace_back(bytes[1], bytes.substr(8, length));
    bytes.remove_prefix(8 + length + static_cast<unsigned char>(bytes[6]));
  }
  BOOST_TEST(bytes.empty());
  return found;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(replies)

// It used to be one write for each 8 KB, and another for the end.
BOOST_AUTO_TEST_CASE(an_answer_is_one_write_whatever_its_length) {
  for (const std::size_t length : {std::size_t{0}, std::size_t{30'000}, std::size_t{65'535}, std::size_t{150'000}}) {
    const std::string body(length, 'x');
    const auto writes = writes_of({200, {{"Content-Type", "text/plain"}, {"X-Second", "2"}}, body, "", ""});
    BOOST_REQUIRE(writes.size() == 1U);
    auto records = records_in(writes.front());
    BOOST_TEST((records.back() == std::pair{3, std::string(8, '\0')}));
    records.pop_back();
    BOOST_TEST((records.back() == std::pair{6, std::string()}));
    std::string output;
    for (const auto& [kind, content] : records) output += content;
    BOOST_TEST(output == "Status: 200 OK\r\nContent-Type: text/plain\r\nX-Second: 2\r\n\r\n" + body);
  }
}

BOOST_AUTO_TEST_SUITE_END()
