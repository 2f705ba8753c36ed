package example;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.util.Map;

public class Handler implements RequestHandler<Map<String, Object>, Map<String, Object>> {
    @Override
    public Map<String, Object> handleRequest(Map<String, Object> event, Context context) {
        context.getLogger().log("event: " + event);
        Object name = event == null ? null : event.get("name");
        return Map.of("message", "Hello, " + (name == null ? "world" : name) + ", from " + context.getFunctionName());
    }
}
