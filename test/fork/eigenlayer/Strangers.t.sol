// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IERC20} from "@openzeppelin/contracts/interfaces/IERC20.sol";
import {IStrategy} from "contracts/interfaces/IStrategy.sol";
import {EigenDelegationModel} from "script/replica/models/eigenlayer/EigenDelegationModel.sol";
import {EigenTypes} from "script/replica/models/eigenlayer/EigenTypes.sol";
import {IEigenLayerRestaking} from "strategies/eigenlayer/IEigenLayerRestaking.sol";
import {EigenLayerTest} from "test/fork/eigenlayer/EigenLayerTest.sol";

/// @notice Nobody but the vault has anything done, and what strangers give away costs nobody anything.
contract StrangersTest is EigenLayerTest {
    bytes32 private due;

    function setUp() public override {
        super.setUp();
        _restake(100e18);
        due = _queue(40e18);
        _wait();
    }

    function test_RevertWhen_AStrangerOperatesTheStrategy() public {
        bytes32[] memory roots = new bytes32[](1);
        roots[0] = due;
        address[3] memory callers = [stranger, keeper, firstOperator];
        for (uint256 i; i < callers.length; ++i) {
            bytes memory refusal = abi.encodeWithSelector(IStrategy.OnlyVault.selector, callers[i], address(vault));
            vm.startPrank(callers[i]);
            vm.expectRevert(refusal);
            strategy.restake(firstOperator, 1e18);
            vm.expectRevert(refusal);
            strategy.redelegate(secondOperator);
            vm.expectRevert(refusal);
            strategy.queue(1e18);
            vm.expectRevert(refusal);
            strategy.complete(roots, false);
            vm.expectRevert(refusal);
            strategy.manage(abi.encodeCall(IEigenLayerRestaking.queue, (1e18)));
            vm.expectRevert(refusal);
            strategy.unwind(WAD);
            vm.stopPrank();
        }
    }

    function test_RevertWhen_AStrangerGoesToEigenLayer() public {
        (EigenTypes.Withdrawal memory withdrawal,) = DELEGATION.getQueuedWithdrawal(due);
        address[] memory tokens = new address[](1);
        tokens[0] = address(STETH);
        vm.startPrank(stranger);
        vm.expectRevert(EigenDelegationModel.WithdrawerNotCaller.selector);
        DELEGATION.completeQueuedWithdrawal(withdrawal, tokens, true);
        vm.expectRevert(EigenDelegationModel.CallerCannotUndelegate.selector);
        DELEGATION.undelegate(address(strategy));
        vm.stopPrank();
    }

    /// @dev Given to EigenLayer's strategy it is shared by all who restake; given to ours it is ours.
    function test_GiftsOnlyRaiseWhatIsThere() public {
        uint256 before = _exposure();
        _donate(10e18);
        assertGt(_exposure(), before);
        before = _exposure();
        deal(address(LST), stranger, 2e18);
        vm.prank(stranger);
        assertTrue(LST.transfer(address(strategy), 2e18));
        assertEq(_exposure(), before + 2e18);
        uint256 stEth = _stEthOf(stranger, 3e18);
        vm.prank(stranger);
        assertTrue(IERC20(address(STETH)).transfer(address(strategy), stEth));
        assertEq(_exposure(), before + 2e18, "stETH counts when it is wrapped");
        _complete(due);
        assertApproxEqAbs(_exposure(), before + 5e18, 4);
        assertGe(_exposure() + 4, before + 5e18);
        _assertNothingLeftBehind();
    }
}
