// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {IVaultTypes} from "contracts/interfaces/IVaultTypes.sol";
import {Roles} from "contracts/libraries/Roles.sol";
import {ThiefHandler} from "test/invariant/thief/ThiefHandler.sol";
import {FlashKeeper} from "test/support/FlashKeeper.sol";
import {StrategyDouble} from "test/support/StrategyDouble.sol";
import {VaultFixture} from "test/support/VaultFixture.sol";

/// @notice A thief with the keeper key, whose accomplices are the strategies: the budgets alone stand between him and the others.
/// @dev What the others hold is measured at par, and against what the world (gains, time) did to it. test/invariant/README.md lists the guards whose
/// removal turns it red.
contract ThiefTest is VaultFixture {
    ThiefHandler internal handler;
    StrategyDouble[2] internal doubles;

    function setUp() public override {
        super.setUp();
        bytes32[] memory ids = new bytes32[](1);
        ids[0] = keccak256("what both strategies share");
        for (uint256 i; i < 2; ++i) {
            doubles[i] = _newStrategy();
            doubles[i].setRiskIds(ids);
            vm.prank(curator);
            vault.addStrategy(address(doubles[i]), 500e18);
        }
        vm.prank(curator);
        vault.raiseRiskCap(ids[0], 800e18, 7_500);
        _deposit(alice, 1_000e18);
        _lever(doubles[0], 300e18, 3);
        _deploy(doubles[1], 300e18);
        FlashKeeper thief = new FlashKeeper(address(vault));
        vm.prank(owner);
        manager.grantRole(Roles.KEEPER, address(thief), 0);
        handler = new ThiefHandler(vault, lst, oracle, doubles, _newStrategy(), thief, [guardian, curator]);
        targetContract(address(handler));
        vm.allowCheatcodes(address(handler));
    }

    /// forge-config: default.invariant.runs = 500
    /// forge-config: default.invariant.depth = 100
    /// forge-config: default.invariant.include-push-bytes = false
    /// forge-config: default.invariant.fail-on-revert = true
    function invariant_TheThiefTakesNoMoreThanTheBudgets() public view {
        uint256 price = handler.parPriceRay();
        uint256 honest = handler.honestPriceRay();
        uint256 takenWad = price < honest ? (honest - price) * 1e18 / honest : 0;
        assertLe(takenWad, handler.allowedInAllWad(), "T1: more than both budgets, their refill and one hole");
        int256 hole = int256(handler.largestHole());
        assertGe(handler.deepestUpWad() + hole, -1e6, "T2: more than riskUp and its refill, in some stretch of time");
        assertGe(handler.deepestDownWad(), -1e6, "T3: more than riskDown and its refill, in some stretch of time");
        assertEq(handler.forbiddenRuns(), 0, "T4: a batch that no keeper may run");
        assertEq(handler.capsPassed(), 0, "T5: a cap was passed by a batch that raised risk");
        (, int256 up,, int256 down) = vault.lossBudgets();
        assertLe(up, int256(uint256(RISK_UP_BPS) * 1e14), "T6: riskUp holds more than its capacity");
        assertLe(down, int256(uint256(RISK_DOWN_BPS) * 1e14), "T6: riskDown holds more than its capacity");
    }

    /// @dev Without it the invariant could hold because every one of his tricks is refused.
    function test_EveryTrickWorksOnce() public {
        handler.rob(1, [uint256(0), 0, 0], [uint256(17), 0, 0], 1);
        handler.robBehindAGain(1, 10);
        handler.robAcross(0, 10);
        handler.openBadly(0, 10);
        handler.drain(true);
        handler.fill(1, 50e18);
        bytes32[6] memory tricks = [bytes32("rob"), "masked", "across", "opened", "drained", "filled"];
        for (uint256 i; i < tricks.length; ++i) {
            assertEq(handler.calls(tricks[i]), 1);
        }
        assertLt(handler.parPriceRay(), handler.honestPriceRay());
    }
}
