// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Permit.sol";
import {IPermit2} from "contracts/interfaces/IPermit2.sol";
import {IRouter} from "contracts/interfaces/IRouter.sol";
import {Test} from "forge-std/Test.sol";

/// @notice Signatures as wallets make them, from domains that are written out here and not asked from the token.
abstract contract RouterSigner is Test {
    struct Domain {
        string name;
        string version;
        uint256 chainId;
    }

    address internal constant PERMIT2 = 0x000000000022D473030F116dDEE9F6B43aC78BA3;

    IRouter internal router;
    address internal alice;
    uint256 internal aliceKey;

    function _signPermit2(uint256 key, address token, uint256 amount, uint256 nonce, uint256 deadline, uint256 chainId)
        internal
        view
        returns (IPermit2.PermitTransferFrom memory permit, bytes memory signature)
    {
        permit = IPermit2.PermitTransferFrom(IPermit2.TokenPermissions(token, amount), nonce, deadline);
        bytes32 domain = keccak256(
            abi.encode(
                keccak256("EIP712Domain(string name,uint256 chainId,address verifyingContract)"),
                keccak256("Permit2"),
                chainId,
                PERMIT2
            )
        );
        bytes32 permitted =
            keccak256(abi.encode(keccak256("TokenPermissions(address token,uint256 amount)"), token, amount));
        bytes32 message = keccak256(
            abi.encode(
                keccak256(
                    "PermitTransferFrom(TokenPermissions permitted,address spender,uint256 nonce,uint256 deadline)TokenPermissions(address token,uint256 amount)"
                ),
                permitted,
                address(router),
                nonce,
                deadline
            )
        );
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(key, keccak256(abi.encodePacked("\x19\x01", domain, message)));
        signature = abi.encodePacked(r, s, v);
    }

    /// @dev Alice's, for the router and this block.
    function _signed(address token, uint256 amount, uint256 nonce)
        internal
        view
        returns (IPermit2.PermitTransferFrom memory, bytes memory)
    {
        return _signPermit2(aliceKey, token, amount, nonce, block.timestamp, block.chainid);
    }

    /// @return The call of `selfPermit` with an ERC-2612 permit of alice's for the router.
    function _permitCall(uint256 key, address token, Domain memory domain, uint256 value, uint256 deadline)
        internal
        view
        returns (bytes memory)
    {
        (uint8 v, bytes32 r, bytes32 s) = _signErc2612(key, token, domain, value, deadline);
        return abi.encodeCall(IRouter.selfPermit, (token, value, deadline, v, r, s));
    }

    function _signErc2612(uint256 key, address token, Domain memory domain, uint256 value, uint256 deadline)
        internal
        view
        returns (uint8 v, bytes32 r, bytes32 s)
    {
        bytes32 message = keccak256(
            abi.encode(
                keccak256("Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)"),
                alice,
                address(router),
                value,
                IERC20Permit(token).nonces(alice),
                deadline
            )
        );
        return vm.sign(key, keccak256(abi.encodePacked("\x19\x01", _separator(token, domain), message)));
    }

    function _separator(address token, Domain memory domain) internal pure returns (bytes32) {
        return keccak256(
            abi.encode(
                keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"),
                keccak256(bytes(domain.name)),
                keccak256(bytes(domain.version)),
                domain.chainId,
                token
            )
        );
    }

    function _domainOfLst() internal view returns (Domain memory) {
        return Domain("Wrapped liquid staked Ether 2.0", "1", block.chainid);
    }

    function _domainOfStEth() internal view returns (Domain memory) {
        return Domain("Liquid staked Ether 2.0", "2", block.chainid);
    }

    function _domainOfVault() internal view returns (Domain memory) {
        return Domain("Ballast wstETH", "1", block.chainid);
    }
}
