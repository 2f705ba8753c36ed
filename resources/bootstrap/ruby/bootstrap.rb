# frozen_string_literal: true

# SPDX-FileCopyrightText: 2026 The Lambdarium authors
# SPDX-License-Identifier: GPL-3.0-or-later
# Runs a Ruby handler inside an execution environment (Ruby 2.7 and later).
#
# Talks to the core over a pair of pipes (core/runtimes/README.md): 4 bytes of little-endian length, then the frame.
require 'json'
require 'logger'
require 'stringio'

# Everything of the runtime; a function sees LambdaContext beside it, as in Lambda.
module LambdariumRuntime
  RESPONSE_MAX = 6 * 1024 * 1024 + 100
  FRAME_TEXT = 0xa55a0003
  LEVELS = { 'TRACE' => 0x04, 'DEBUG' => 0x08, 'INFO' => 0x0c, 'WARN' => 0x10, 'ERROR' => 0x14, 'FATAL' => 0x18 }.freeze
  HANDLER_FORM = 'must be of form FILENAME.METHOD or FILENAME.CLASS.METHOD where FILENAME corresponds with an ' \
                 'existing Ruby source file FILENAME.rb, CLASS is an optional module/class namespace and METHOD is a ' \
                 'callable method. If using CLASS, METHOD must be a class-level method.'

  # The pipe pair: one frame in, one frame out.
  class Channel
    def initialize(read_fd, write_fd, held_fd)
      @input = IO.for_fd(read_fd, 'rb')
      @output = IO.for_fd(write_fd, 'wb')
      @held = IO.for_fd(held_fd, 'rb')
      [@input, @output, @held].each { |io| io.close_on_exec = true }
      @output.sync = true
    end

    # How long the user has stopped this environment so far.
    def held_ms
      @held.pread(8, 0).unpack1('q<')
    rescue SystemCallError, IOError # the function closed what is not its own
      0
    end

    # Head fields and payload of the next event; ends the process when the core is gone.
    def receive
      size = take(4).unpack1('V')
      body = take(size)
      head = body.unpack1('V')
      [body.byteslice(4, head).force_encoding('UTF-8').split("\0", -1), body.byteslice(4 + head, size - 4 - head)]
    end

    def send(kind, body)
      @output.write([body.bytesize + 1].pack('V') + kind, body)
    end

    def send_error(kind, error)
      send(kind, "#{error[:errorType]}\0".b + JSON.generate(error).b)
    end

    private

    def take(size)
      data = @input.read(size)
      exit!(0) if data.nil? || data.bytesize < size
      data
    end
  end

  # One log event however many lines it has: a telemetry frame inside the standard output, so order is kept.
  class Sink
    def write(text, level = nil)
      message = text.to_s.encode('UTF-8', invalid: :replace, undef: :replace).b.chomp
      stamp = Process.clock_gettime(Process::CLOCK_REALTIME, :microsecond)
      STDOUT.flush
      STDOUT.write([FRAME_TEXT | LEVELS.fetch(level, 0), message.bytesize].pack('NN') + [stamp].pack('Q>'), message)
    end

    def close; end
  end

  # What a Logger on a standard stream writes to: the level stands in its line.
  class LoggerDevice
    LETTERS = { 'D' => 'DEBUG', 'I' => 'INFO', 'W' => 'WARN', 'E' => 'ERROR', 'F' => 'FATAL' }.freeze

    def write(text)
      level = Runtime.json_logs? ? text[/"level":"([A-Z]+)"/, 1] : LETTERS[text[0]]
      Runtime.sink.write(text, level)
    end

    def close; end
  end

  # Lambda's line for a Logger: the request id stands behind the level.
  class TextFormatter < Logger::Formatter
    def call(severity, time, progname, message)
      format("%<letter>s, [%<time>s #%<pid>d] %<severity>5s %<id>s -- %<progname>s: %<message>s\n",
             letter: severity[0], time: time.strftime('%Y-%m-%dT%H:%M:%S.%6N'), pid: Process.pid, severity: severity,
             id: Runtime.request_id, progname: progname, message: msg2str(message))
    end
  end

  # One JSON object a line, with LogFormat JSON.
  class JsonFormatter < Logger::Formatter
    def call(severity, time, progname, message)
      fault = message.is_a?(Exception)
      line = { timestamp: time.utc.strftime('%Y-%m-%dT%H:%M:%S.%6NZ'), level: severity,
               message: clean(fault ? message.message : msg2str(message)) }
      line[:requestId] = Runtime.request_id if Runtime.request_id # none during INIT
      line[:logger] = clean(progname) unless progname.to_s.empty?
      line.update(details(message)) if fault
      "#{JSON.generate(line)}\n"
    end

    private

    def clean(text)
      text.to_s.encode('UTF-8', invalid: :replace, undef: :replace)
    end

    def details(error)
      trace = Array(error.backtrace).map { |line| clean(line) }
      all = { errorType: error.class.to_s, errorMessage: clean(error.message), stackTrace: trace }
      all[:location] = place(trace.first) unless trace.empty?
      all
    end

    # "app.rb:3:in `run'" as file:method:line.
    def place(frame)
      file, line, method = frame.match(/\A(.*):(\d+):in [`'](.*)'\z/)&.captures
      file ? "#{file}:#{method}:#{line}" : frame
    end
  end

  # A Logger on a standard stream becomes events of the environment's log.
  module LoggerPatch
    def initialize(device = nil, *arguments, level: Runtime.log_level, **options)
      standard = device.nil? || [$stdout, $stderr, STDOUT, STDERR].any? { |stream| device.equal?(stream) }
      super(standard ? LoggerDevice.new : device, *arguments, level: level, **options)
      @default_formatter = Runtime.json_logs? ? JsonFormatter.new : TextFormatter.new if standard
    end
  end

  # Loads the handler once and calls it for every event.
  class Handler
    def initialize(name)
      parts = name.split('.')
      raise ArgumentError, "Invalid handler #{parts}, #{HANDLER_FORM}" unless [2, 3].include?(parts.size)

      @method = parts.last
      @owner = parts.size == 3 ? parts[1] : nil
      require parts.first
    end

    # The result as it goes to the caller.
    def call(event, context)
      target = @owner ? Object.const_get(@owner) : TOPLEVEL_BINDING.receiver
      result = target.__send__(@method, event: event, context: context)
      result.is_a?(StringIO) || result.is_a?(IO) ? result.read.to_s : result.to_json
    end
  end

  # The life of the process.
  module Runtime
    @request_id = nil
    @sink = Sink.new

    class << self
      attr_reader :request_id, :sink

      def json_logs?
        ENV['AWS_LAMBDA_LOG_FORMAT'] == 'JSON'
      end

      def log_level
        name = json_logs? ? ENV['AWS_LAMBDA_LOG_LEVEL'].to_s : ''
        { 'INFO' => Logger::INFO, 'WARN' => Logger::WARN, 'ERROR' => Logger::ERROR, 'FATAL' => Logger::FATAL }
          .fetch(name, Logger::DEBUG)
      end

      def run
        @channel = Channel.new(*ENV.delete('_LAMBDARIUM_CHANNEL').split.map(&:to_i))
        ENV.delete('_LAMBDARIUM_SITE')
        ENV.delete('_LAMBDARIUM_OPT')
        set_up
        begin
          handler = Handler.new(ENV['_HANDLER'].to_s)
        rescue Exception => e # a LoadError, a SyntaxError, exit: whatever loading the code brings
          fail_with('I', 'Init', e, "Init error when loading handler #{ENV['_HANDLER']}")
          exit!(252)
        end
        @channel.send('N', '')
        loop { serve(handler) }
      end

      private

      def set_up
        $stdout.sync = true
        # What Debian or a version manager installed is found as well, behind the package's own.
        Gem.use_paths(ENV['GEM_HOME'], (Gem.path + Gem.default_path).uniq) if defined?(Gem)
        root = ENV['LAMBDA_TASK_ROOT'] || '/var/task'
        $LOAD_PATH.unshift(root) unless $LOAD_PATH.include?(root)
        Logger.prepend(LoggerPatch)
        Kernel.module_eval do
          def puts(*items)
            LambdariumRuntime::Runtime.sink.write(items.flatten.map(&:to_s).join("\n"))
          end
        end
      end

      def serve(handler)
        fields, payload = @channel.receive
        @request_id = fields[0]
        ENV['_X_AMZN_TRACE_ID'] = fields[3] unless fields[3].empty?
        begin
          event = JSON.parse(payload.force_encoding('UTF-8'))
        rescue StandardError => e
          fail_with('X', 'Runtime', e, nil)
          exit!(254)
        end
        answer(handler, event, LambdaContext.new(fields, @channel))
      end

      def answer(handler, event, context)
        result = handler.call(event, context)
        flush
        result.bytesize > RESPONSE_MAX ? @channel.send('O', result.bytesize.to_s) : @channel.send('R', result)
      rescue Exception => e # exit, a name that does not exist: those end the process as in Lambda
        critical = e.is_a?(NameError) || !e.is_a?(StandardError)
        what = critical ? 'Critical exception from handler' : 'Error raised from handler method'
        fail_with(critical ? 'X' : 'E', 'Function', e, what)
        exit!(255) if critical
      end

      def fail_with(kind, classification, error, message)
        body = describe(error, classification)
        @sink.write(message, 'ERROR') if message
        @sink.write(JSON.pretty_generate(body), 'ERROR')
        flush
        @channel.send_error(kind, body)
      end

      # Frames of this file are left out.
      def describe(error, classification)
        text = ->(value) { value.to_s.encode('UTF-8', invalid: :replace, undef: :replace) }
        frames = Array(error.backtrace).first(100).map(&text).take_while { |line| !line.start_with?(__FILE__) }
        { errorMessage: text.call(error.message), errorType: "#{classification}<#{error.class}>", stackTrace: frames }
      end

      def flush
        [$stdout, $stderr, STDOUT].each(&:flush)
      rescue StandardError
        nil
      end
    end
  end
end

# What a handler gets as context:.
class LambdaContext
  attr_reader :aws_request_id, :invoked_function_arn, :log_group_name, :log_stream_name, :function_name,
              :memory_limit_in_mb, :function_version, :identity, :client_context, :deadline_ms

  def initialize(fields, channel)
    @channel = channel
    @held_before = channel.held_ms
    @aws_request_id, deadline, @invoked_function_arn, _trace, client_context = fields
    @deadline_ms = deadline.to_i
    @log_group_name = ENV['AWS_LAMBDA_LOG_GROUP_NAME']
    @log_stream_name = ENV['AWS_LAMBDA_LOG_STREAM_NAME']
    @function_name = ENV['AWS_LAMBDA_FUNCTION_NAME']
    @memory_limit_in_mb = ENV['AWS_LAMBDA_FUNCTION_MEMORY_SIZE']
    @function_version = ENV['AWS_LAMBDA_FUNCTION_VERSION']
    @client_context = JSON.parse(client_context) unless client_context.to_s.empty?
  end

  def get_remaining_time_in_millis
    deadline = @deadline_ms + @channel.held_ms - @held_before
    [deadline - Process.clock_gettime(Process::CLOCK_REALTIME, :millisecond), 0].max
  end
end

LambdariumRuntime::Runtime.run
