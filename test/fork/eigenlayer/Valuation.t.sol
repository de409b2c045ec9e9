// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IEigenLayerRestaking} from "strategies/eigenlayer/IEigenLayerRestaking.sol";
import {EigenLayerTest} from "test/fork/eigenlayer/EigenLayerTest.sol";

/// @notice In any state, exposure is never over what is received in the end without a further slash, and under it by wei alone.
contract ValuationTest is EigenLayerTest {
    function setUp() public override {
        super.setUp();
        deal(address(LST), address(strategy), 200e18);
    }

    /// @dev Eight steps, each one of those that can happen, in an order and of sizes that `seed` names.
    /// forge-config: default.fuzz.runs = 1000
    function testFuzz_SaysNoMoreThanItPays(uint256 seed) public {
        for (uint256 i; i < 8; ++i) {
            _step(uint256(keccak256(abi.encode(seed, i))));
        }
        uint256 said = _exposure();
        (uint256 received, uint256 pieces) = _takeAllOut();
        // A wei for each division on each piece's way: two of EigenLayer's in shares, one to stETH, one to LST. A share is worth up to a
        // few wei here, since gifts have raised the rate.
        assertGe(received + 8 * (pieces + 1), said, "said more than it pays");
        assertLe(received, said + 8 * (pieces + 1), "hid what it pays");
    }

    function _step(uint256 random) private {
        (uint256 kind, uint256 size) = (random % 8, random >> 8);
        address current = strategy.operator();
        if (kind <= 1) {
            uint256 lst = size % (_held() + 1);
            if (lst > 1e12) _try(abi.encodeCall(IEigenLayerRestaking.restake, (_orFirst(current), lst)));
        } else if (kind == 2) {
            uint256 restaked = strategy.restakedLst();
            if (restaked > 1e12) _try(abi.encodeCall(IEigenLayerRestaking.queue, (1 + size % restaked)));
        } else if (kind == 3) {
            _slash(size % 2 == 0 ? firstOperator : secondOperator, 1 + size % 0.6e18);
        } else if (kind == 4) {
            if (current != address(0)) _forceOut(address(strategy));
        } else if (kind == 5) {
            _try(
                abi.encodeCall(
                    IEigenLayerRestaking.redelegate, (current == firstOperator ? secondOperator : firstOperator)
                )
            );
        } else if (kind == 6) {
            vm.roll(block.number + size % 150_000);
            if (size % 2 == 0) _donate(1e18);
        } else {
            IEigenLayerRestaking.Withdrawal[] memory open = strategy.withdrawals();
            if (open.length == 0) return;
            IEigenLayerRestaking.Withdrawal memory one = open[size % open.length];
            if (one.dueBlock <= block.number) _try(_completing(one.root, current != address(0) && size % 3 == 0));
        }
    }

    function _try(bytes memory data) private {
        vm.prank(address(vault));
        strategy.manage(data);
    }

    function _takeAllOut() private returns (uint256 received, uint256 pieces) {
        if (strategy.restakedLst() != 0) _try(abi.encodeCall(IEigenLayerRestaking.queue, (type(uint256).max)));
        _wait();
        IEigenLayerRestaking.Withdrawal[] memory open = strategy.withdrawals();
        for (uint256 i; i < open.length; ++i) {
            _try(_completing(open[i].root, false));
        }
        assertEq(strategy.withdrawals().length, 0);
        return (_held(), open.length);
    }

    function _orFirst(address operator) private view returns (address) {
        return operator == address(0) ? firstOperator : operator;
    }
}
