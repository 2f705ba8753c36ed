require 'json'

def handler(event:, context:)
  puts "event: #{JSON.generate(event)}"
  name = event.is_a?(Hash) ? event.fetch('name', 'world') : 'world'
  { message: "Hello, #{name}, from #{context.function_name}" }
end
