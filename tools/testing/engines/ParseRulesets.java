import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.glue.dqdl.model.DQRule;
import software.amazon.glue.dqdl.model.condition.Condition;
import software.amazon.glue.dqdl.model.condition.number.NumberBasedCondition;
import software.amazon.glue.dqdl.model.condition.string.StringBasedCondition;
import software.amazon.glue.dqdl.parser.DQDLParser;

/** Rulesets of DQDL as a JSON list of texts in; for each, its rules or what is wrong with it as JSON out. */
public class ParseRulesets {
  public static void main(String[] args) throws Exception {
    ObjectMapper json = new ObjectMapper();
    List<Object> answers = new ArrayList<>();
    for (String text : json.readValue(System.in, String[].class)) {
      Map<String, Object> answer = new LinkedHashMap<>();
      try {
        answer.put("rules", rules(new DQDLParser().parse(text).getRules()));
      } catch (Exception error) {
        answer.put("problem", error.getMessage());
      }
      answers.add(answer);
    }
    json.writeValue(System.out, answers);
  }

  private static List<Object> rules(List<DQRule> parsed) {
    List<Object> all = new ArrayList<>();
    for (DQRule rule : parsed) {
      Map<String, Object> written = new LinkedHashMap<>();
      written.put("type", rule.getRuleType());
      written.put("text", rule.toString());
      written.put("parameters", rule.getParameters() == null ? List.of() : rule.getParameters().values());
      written.put("condition", condition(rule.getCondition()));
      written.put("where", rule.getWhereClause());
      written.put("operator", String.valueOf(rule.getOperator()));
      written.put("nested", rules(rule.getNestedRules() == null ? List.of() : rule.getNestedRules()));
      all.add(written);
    }
    return all;
  }

  /** Null where a rule has none, or one of days, sizes or durations, which no ruleset of ours has. */
  private static Object condition(Condition condition) {
    Map<String, Object> written = new LinkedHashMap<>();
    List<String> operands = new ArrayList<>();
    if (condition instanceof NumberBasedCondition number) {
      written.put("kind", "number");
      written.put("operator", number.getOperator().name());
      number.getOperands().forEach(operand -> operands.add(operand.toString()));
    } else if (condition instanceof StringBasedCondition string) {
      written.put("kind", "string");
      written.put("operator", string.getOperator().name());
      string.getOperands().forEach(operand -> operands.add(operand.getOperand()));
    } else {
      return null;
    }
    written.put("operands", operands);
    return written;
  }
}
