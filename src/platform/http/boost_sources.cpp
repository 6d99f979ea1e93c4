// The bodies of Asio and Beast, compiled once (separate compilation is switched on for all files).
#include <boost/asio/impl/src.hpp>
#include <boost/beast/src.hpp>
