// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {EigenAllocationModel} from "script/replica/models/eigenlayer/EigenAllocationModel.sol";
import {EigenTypes} from "script/replica/models/eigenlayer/EigenTypes.sol";
import {EigenTwins} from "test/fork/eigenlayer/EigenTwins.sol";

/// @notice The model and EigenLayer's own slashing release answer every call of a random sequence alike: outcome, error, payment and views, to the wei.
contract SourceDifferentialTest is EigenTwins {
    uint256 private constant STEPS = 60;

    /// forge-config: default.fuzz.runs = 100
    function testFuzz_AnswerAlike(uint256 seed) public {
        uint256 accepted;
        for (uint256 i; i < STEPS; ++i) {
            uint256 random = uint256(keccak256(abi.encode(seed, i)));
            _passTime(random);
            uint256 start = _held();
            (bool realOk, bytes memory realReason) = _try(real, random);
            uint256 middle = _held();
            (bool modelOk, bytes memory modelReason) = _try(model, random);
            string memory what = string.concat("step ", vm.toString(i), ", kind ", vm.toString(random % 10));
            assertEq(modelOk, realOk, what);
            assertEq(modelReason, realReason, what);
            if (realOk) assertEq(_held() - middle, middle - start, what);
            if (realOk) ++accepted;
            assertEq(_look(model, random >> 50), _look(real, random >> 50), what);
        }
        assertGt(accepted, STEPS / 4, "too little happened to prove anything");
    }

    /// @dev Only by this test, so that a refusal undoes what it did.
    function step(Side calldata side, uint256 random) external {
        require(msg.sender == address(this));
        (address staker, address operator) = (stakers[(random >> 8) % 3], operators[(random >> 16) % 2]);
        (uint256 kind, uint256 size) = (random % 10, random >> 32);
        EigenTypes.SignatureWithExpiry memory none;
        if (kind <= 1) {
            uint256 amount = size % 8 == 0 ? size % 5 : size % 100e18;
            token.mint(staker, amount);
            vm.prank(staker);
            side.manager.depositIntoStrategy(address(side.strategy), address(token), amount);
        } else if (kind == 2) {
            token.mint(address(side.strategy), size % 3e18);
        } else if (kind == 3) {
            vm.prank(staker);
            side.delegation.delegateTo(operator, none, 0);
        } else if (kind == 4) {
            _queue(side, staker, size);
        } else if (kind == 5) {
            address current = side.delegation.delegatedTo(staker);
            vm.prank(size % 2 == 0 ? staker : current == address(0) ? operator : current);
            side.delegation.undelegate(staker);
        } else if (kind == 6) {
            vm.prank(staker);
            side.delegation.redelegate(operator, none, 0);
        } else if (kind == 7) {
            uint256[] memory wads = new uint256[](1);
            wads[0] = size % 16 == 0 ? 1e18 : 1 + size % 0.5e18;
            vm.prank(service);
            side.allocation
                .slashOperator(service, EigenAllocationModel.SlashingParams(operator, 1, _only(side), wads, ""));
        } else if (kind == 8) {
            _complete(side, staker, size);
        } else {
            side.manager.burnShares(address(side.strategy));
        }
    }

    function _queue(Side calldata side, address staker, uint256 size) private {
        uint256 deposited = side.manager.stakerDepositShares(staker, address(side.strategy));
        EigenTypes.QueuedWithdrawalParams[] memory params = new EigenTypes.QueuedWithdrawalParams[](1);
        uint256[] memory parts = new uint256[](1);
        // Now and then more than there is.
        parts[0] = size % 4 == 0 ? deposited : size % (deposited + 2);
        params[0] = EigenTypes.QueuedWithdrawalParams(_only(side), parts, staker);
        vm.prank(staker);
        side.delegation.queueWithdrawals(params);
    }

    function _complete(Side calldata side, address staker, uint256 size) private {
        (EigenTypes.Withdrawal[] memory open,) = side.delegation.getQueuedWithdrawals(staker);
        require(open.length != 0);
        address[] memory tokens = new address[](1);
        tokens[0] = address(token);
        vm.prank(staker);
        side.delegation.completeQueuedWithdrawal(open[size % open.length], tokens, size % 3 != 0);
    }

    /// @dev By chance, and to the very blocks between which a withdrawal becomes due.
    function _passTime(uint256 random) private {
        uint256 kind = (random >> 24) % 5;
        if (kind == 0) vm.roll(block.number + 1 + (random >> 40) % 700);
        if (kind != 1) return;
        (EigenTypes.Withdrawal[] memory open,) = real.delegation.getQueuedWithdrawals(stakers[(random >> 8) % 3]);
        if (open.length == 0) return;
        uint256 edge = uint256(open[(random >> 60) % open.length].startBlock) + DELAY + (random >> 70) % 2;
        if (edge > block.number) vm.roll(edge);
    }

    function _try(Side memory side, uint256 random) private returns (bool ok, bytes memory reason) {
        try this.step(side, random) {
            return (true, "");
        } catch (bytes memory thrown) {
            return (false, thrown);
        }
    }

    function _held() private view returns (uint256 held) {
        for (uint256 i; i < 3; ++i) {
            held += token.balanceOf(stakers[i]);
        }
    }

    /// @dev All that can be read of both, but for roots, which name the strategy's address.
    function _look(Side memory side, uint256 probe) private view returns (bytes memory seen) {
        address strategy = address(side.strategy);
        seen = abi.encode(
            side.strategy.totalShares(),
            side.strategy.sharesToUnderlyingView(1e18 + probe % 1e9),
            side.strategy.underlyingToSharesView(1e18 + probe % 1e9),
            side.manager.getBurnableShares(strategy),
            token.balanceOf(strategy)
        );
        for (uint256 i; i < 2; ++i) {
            seen = abi.encode(
                seen,
                side.delegation.operatorShares(operators[i], strategy),
                side.delegation.getSlashableSharesInQueue(operators[i], strategy),
                side.allocation.getMaxMagnitude(operators[i], strategy),
                side.allocation.getEncumberedMagnitude(operators[i], strategy),
                side.allocation.getMaxMagnitudesAtBlock(operators[i], _only(side), uint32(block.number - probe % 1_500))
            );
        }
        for (uint256 i; i < 3; ++i) {
            seen = abi.encode(seen, _lookAt(side, stakers[i]));
        }
    }

    function _lookAt(Side memory side, address staker) private view returns (bytes memory seen) {
        (uint256[] memory withdrawable, uint256[] memory deposited) =
            side.delegation.getWithdrawableShares(staker, _only(side));
        (EigenTypes.Withdrawal[] memory open, uint256[][] memory shares) = side.delegation.getQueuedWithdrawals(staker);
        seen = abi.encode(
            withdrawable,
            deposited,
            shares,
            side.delegation.depositScalingFactor(staker, address(side.strategy)),
            side.delegation.delegatedTo(staker),
            side.delegation.cumulativeWithdrawalsQueued(staker)
        );
        bytes32[] memory roots = side.delegation.getQueuedWithdrawalRoots(staker);
        for (uint256 i; i < open.length; ++i) {
            assertEq(side.delegation.calculateWithdrawalRoot(open[i]), roots[i]);
            seen = abi.encode(seen, open[i].startBlock, open[i].nonce, open[i].delegatedTo, open[i].scaledShares);
        }
    }
}
